package io.tapeloom.sim.io.keys;

/** How a key signs. */
public enum KeyType {
  /** HMAC-SHA256, lower- or upper-case hex. */
  HMAC,
  /** RSASSA-PKCS1-v1_5 with SHA-256, base64. */
  RSA,
  /** Ed25519, base64. */
  ED25519
}
