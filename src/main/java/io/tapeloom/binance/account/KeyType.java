package io.tapeloom.binance.account;

/** How requests of a key are signed. */
public enum KeyType {
  HMAC,
  RSA,
  ED25519
}
