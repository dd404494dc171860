package io.tapeloom.trade;

import io.tapeloom.kernel.Fixed;

/**
 * Where a profile stops and takes, in multiples of the ATR at the decision.
 *
 * @param slMultiplier distance of the stop, which is one R
 * @param tp1Multiplier distance of the target that takes half
 * @param tp2Multiplier distance of the target that takes the rest
 */
public record ExitRules(Fixed slMultiplier, Fixed tp1Multiplier, Fixed tp2Multiplier) {
  /** Refuses distances that are not positive or targets in the wrong order. */
  public ExitRules {
    if (slMultiplier.signum() <= 0
        || tp1Multiplier.signum() <= 0
        || tp1Multiplier.compareTo(tp2Multiplier) > 0) {
      throw new IllegalArgumentException(
          "tp_sl: expected 0 < sl_multiplier and 0 < tp1_multiplier <= tp2_multiplier, got "
              + slMultiplier
              + ", "
              + tp1Multiplier
              + ", "
              + tp2Multiplier);
    }
  }
}
