package io.tapeloom.cli;

import java.util.OptionalDouble;

/** The {@code --speed} of a simulated market. */
public final class SimSpeed {
  /** What a speed looks like. */
  public static final String EXPECTED = "a number above 0 up to 100000, or max";

  /** The fastest that a client on the same machine still follows trade by trade. */
  public static final double MAX = 1_000;

  private static final double FASTEST = 100_000;

  private SimSpeed() {}

  /** Market time per real time; empty for anything that is not a speed. */
  public static OptionalDouble parse(String text) {
    if (text.equals("max")) {
      return OptionalDouble.of(MAX);
    }
    try {
      double speed = Double.parseDouble(text);
      return speed > 0 && speed <= FASTEST ? OptionalDouble.of(speed) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
