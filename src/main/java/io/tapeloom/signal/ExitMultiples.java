package io.tapeloom.signal;

import io.tapeloom.kernel.Fixed;

/** Distances of stop and targets from the entry, in multiples of the five-minute ATR. */
public record ExitMultiples(Fixed stop, Fixed target1, Fixed target2) {
  /** Refuses distances that could not be traded: all above zero, the second target beyond. */
  public ExitMultiples {
    check("sl_multiplier", stop);
    check("tp1_multiplier", target1);
    check("tp2_multiplier", target2);
    if (target2.compareTo(target1) <= 0) {
      throw new IllegalArgumentException(
          "tp_sl.tp2_multiplier: expected more than tp1_multiplier "
              + target1
              + ", got "
              + target2);
    }
  }

  private static void check(String name, Fixed multiple) {
    if (multiple.signum() <= 0 || multiple.e8() > 1000 * Fixed.ONE_E8) {
      throw new IllegalArgumentException(
          "tp_sl." + name + ": expected above 0 and at most 1000, got " + multiple);
    }
  }
}
