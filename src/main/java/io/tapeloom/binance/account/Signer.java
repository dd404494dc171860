package io.tapeloom.binance.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs payloads by the exchange's three schemes: HMAC-SHA256 as hex, RSASSA-PKCS1-v1_5 with
 * SHA-256 as base64, Ed25519 as base64. What is signed are the bytes that are sent, so a payload of
 * REST is percent-encoded before and never after.
 */
public final class Signer {
  private final KeyType type;
  private final SecretKeySpec shared;
  private final PrivateKey own;

  private Signer(KeyType type, SecretKeySpec shared, PrivateKey own) {
    this.type = type;
    this.shared = shared;
    this.own = own;
  }

  /**
   * The signer of a key.
   *
   * @throws IllegalArgumentException when the secret is not a key of that type; it is never quoted
   */
  public static Signer of(ApiKey key) {
    return switch (key.type()) {
      case HMAC ->
          new Signer(
              KeyType.HMAC,
              new SecretKeySpec(
                  key.secret().reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"),
              null);
      case RSA -> new Signer(KeyType.RSA, null, pem(key, "RSA"));
      case ED25519 -> new Signer(KeyType.ED25519, null, pem(key, "Ed25519"));
    };
  }

  private static PrivateKey pem(ApiKey key, String algorithm) {
    String base64 =
        key.secret()
            .reveal()
            .replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "")
            .replaceAll("\\s", "");
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "API key: expected an unencrypted "
              + algorithm
              + " private key as PKCS#8 PEM (-----BEGIN PRIVATE KEY-----), got something else");
    }
  }

  /** The signature as text: hex for HMAC, else base64, which a URL must percent-encode. */
  public String sign(String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    try {
      return switch (type) {
        case HMAC -> HexFormat.of().formatHex(mac(bytes));
        case RSA -> Base64.getEncoder().encodeToString(signature("SHA256withRSA", bytes));
        case ED25519 -> Base64.getEncoder().encodeToString(signature("Ed25519", bytes));
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot sign by " + type, e);
    }
  }

  private byte[] mac(byte[] bytes) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(shared);
    return mac.doFinal(bytes);
  }

  private byte[] signature(String algorithm, byte[] bytes) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(own);
    signature.update(bytes);
    return signature.sign();
  }

  /** True for the one type of key that may log on a WS-API session. */
  public boolean maySignSessions() {
    return type == KeyType.ED25519;
  }

  @Override
  public String toString() {
    return "Signer[" + type + "]";
  }
}
