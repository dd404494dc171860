package io.tapeloom.sim.io.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** RSA and Ed25519 signatures in base64, whose case matters. */
final class PublicKeyCheck implements SignatureCheck {
  private final PublicKey key;
  private final Signature signature;

  PublicKeyCheck(KeyType type, PublicKey key) {
    this.key = key;
    try {
      signature = Signature.getInstance(type == KeyType.RSA ? "SHA256withRSA" : "Ed25519");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime signs with " + type, e);
    }
  }

  /**
   * Reads a public key in PEM (or its bare base64).
   *
   * @throws IllegalArgumentException when it is no key of that type
   */
  static PublicKeyCheck ofPem(KeyType type, String pem) {
    String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      KeyFactory factory = KeyFactory.getInstance(type == KeyType.RSA ? "RSA" : "Ed25519");
      return new PublicKeyCheck(type, factory.generatePublic(new X509EncodedKeySpec(der)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("public_key: expected an " + type + " key in PEM", e);
    }
  }

  @Override
  public boolean accepts(byte[] payload, String text) {
    try {
      byte[] sent = Base64.getDecoder().decode(text);
      signature.initVerify(key);
      signature.update(payload);
      return signature.verify(sent);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
