package io.tapeloom.sim;

/**
 * Chance as a pure function of a seed and an index, so that any minute of the market can be made
 * without the ones before it.
 */
final class Chance {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double PER_DEVIATION = 1 / 37_837.2;

  private Chance() {}

  /** Scrambles 64 bits (the finalizer of SplitMix64). */
  static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The index-th draw of a seed. */
  static long at(long seed, long index) {
    return mix(seed + index * GOLDEN);
  }

  /** A seed of its own for a name. */
  static long named(long seed, String name) {
    long state = mix(seed);
    for (int i = 0; i < name.length(); i++) {
      state = at(state, name.charAt(i));
    }
    return state;
  }

  /** 64 bits as a number in [0, 1). */
  static double unit(long bits) {
    return (bits >>> 11) * 0x1p-53;
  }

  /** 64 bits as a bell-shaped number of deviation 1: the sum of four uniforms, within +-3.5. */
  static double bell(long bits) {
    long sum =
        (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48 & 0xFFFF);
    return (sum - 131_070) * PER_DEVIATION;
  }
}
