package io.tapeloom.sim.io.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every key of the exchange; which ones there are follows from the seed and the order of asking.
 */
public final class KeyRing {
  private static final int RSA_BITS = 2048;

  private final Map<String, ApiKey> keys = new LinkedHashMap<>();
  private final Derivation derivation;
  private int made;

  /** An empty ring. */
  public KeyRing(long seed) {
    derivation = new Derivation(seed);
  }

  /** Looks a key up, revoked ones included. */
  public Optional<ApiKey> find(String text) {
    return Optional.ofNullable(keys.get(text));
  }

  /** All keys in the order made. */
  public List<ApiKey> all() {
    return List.copyOf(keys.values());
  }

  /** 64 letters and digits that follow from the seed and a name. */
  public String text(String name) {
    return derivation.text(name);
  }

  /** A name for the next key of that account; names differ from each other. */
  public String nextName(int account, KeyType type) {
    return account + " " + type + " " + ++made;
  }

  /** Makes the key of that name with a secret of its own; RSA takes long. It is not added yet. */
  public ApiKey generate(String name, int account, KeyType type) {
    String text = derivation.text("key " + name);
    return type == KeyType.HMAC ? hmac(text, account, name) : pair(text, account, type, name);
  }

  /**
   * Adds a key whose private half its owner keeps.
   *
   * @throws IllegalArgumentException when that is no such public key
   */
  public ApiKey adopt(int account, KeyType type, String publicPem) {
    SignatureCheck check = PublicKeyCheck.ofPem(type, publicPem);
    String text = derivation.text("key " + nextName(account, type));
    return add(new ApiKey(text, type, account, "", check));
  }

  /** Adds an HMAC key with a text and a secret that are known elsewhere. */
  public ApiKey known(int account, String text, String secret) {
    return add(new ApiKey(text, KeyType.HMAC, account, secret, new HmacCheck(secret)));
  }

  /** Adds a generated key. */
  public ApiKey add(ApiKey key) {
    keys.put(key.text(), key);
    return key;
  }

  private ApiKey hmac(String text, int account, String name) {
    String secret = derivation.text("secret " + name);
    return new ApiKey(text, KeyType.HMAC, account, secret, new HmacCheck(secret));
  }

  private ApiKey pair(String text, int account, KeyType type, String name) {
    try {
      KeyPairGenerator pairs =
          KeyPairGenerator.getInstance(type == KeyType.RSA ? "RSA" : "Ed25519");
      pairs.initialize(
          type == KeyType.RSA ? RSA_BITS : 255, new SeededSecureRandom(derivation, name));
      KeyPair pair = pairs.generateKeyPair();
      SignatureCheck check = new PublicKeyCheck(type, pair.getPublic());
      return new ApiKey(text, type, account, pem(pair), check);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime makes keys of type " + type, e);
    }
  }

  private static String pem(KeyPair pair) {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPrivate().getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
  }
}
