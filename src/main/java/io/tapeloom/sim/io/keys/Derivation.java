package io.tapeloom.sim.io.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Texts and bytes that follow from a seed and a name, so that the same seed gives the same keys.
 */
final class Derivation {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final long seed;

  Derivation(long seed) {
    this.seed = seed;
  }

  /** 32 bytes. */
  byte[] bytes(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("simulated exchange ".getBytes(StandardCharsets.UTF_8));
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seed));
      return digest.digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** 64 letters and digits, the form of the exchange's keys and secrets. */
  String text(String name) {
    StringBuilder out = new StringBuilder(64);
    for (int part = 0; part < 2; part++) {
      for (byte b : bytes(name + " " + part)) {
        out.append(ALPHABET.charAt(Math.floorMod(b, ALPHABET.length())));
      }
    }
    return out.toString();
  }
}
