package io.tapeloom.sim.io.keys;

import java.security.SecureRandom;

/**
 * Bytes that follow from a seed, for key pairs of a simulation: the keys guard play money only, and
 * the same seed must give the same keys.
 */
final class SeededSecureRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;
  private final transient Derivation derivation;
  private final String name;
  private long block;

  SeededSecureRandom(Derivation derivation, String name) {
    this.derivation = derivation;
    this.name = name;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    for (int at = 0; at < bytes.length; at += 32) {
      byte[] more = derivation.bytes(name + " " + block++);
      System.arraycopy(more, 0, bytes, at, Math.min(32, bytes.length - at));
    }
  }
}
