package io.tapeloom.sim.spot;

import io.tapeloom.sim.Refused;
import java.util.regex.Pattern;

/** Client order ids: what owners may choose, and what the exchange chooses for them. */
final class ClientIds {
  private static final String LEGAL = "^[a-zA-Z0-9-_]{1,36}$";
  private static final Pattern PATTERN = Pattern.compile("[a-zA-Z0-9_-]{1,36}");
  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 22;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long made;

  /** A name that looks like chance and is counted. */
  String next() {
    long state = ++made * GOLDEN;
    char[] name = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      state = mix(state + GOLDEN);
      name[i] = LETTERS.charAt((int) Long.remainderUnsigned(state, LETTERS.length()));
    }
    return new String(name);
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Refuses what no client order id may look like. */
  static void check(String parameter, String id) {
    if (!id.isEmpty() && !PATTERN.matcher(id).matches()) {
      throw new Refused(
          -1100,
          "Illegal characters found in parameter '%s'; legal range is '%s'."
              .formatted(parameter, LEGAL));
    }
  }
}
