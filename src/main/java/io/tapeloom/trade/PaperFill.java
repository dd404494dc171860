package io.tapeloom.trade;

import io.tapeloom.kernel.Fixed;

/**
 * An execution on paper.
 *
 * @param aggId trade of the tape that filled it
 * @param timeMs effective time of that trade
 */
public record PaperFill(Leg leg, long aggId, Fixed price, Fixed qty, Fixed feeUsdt, long timeMs) {
  /** The part of a cycle that was filled; at one trade each occurs once per strategy at most. */
  public enum Leg {
    ENTRY,
    TP1,
    TP2,
    STOP,
    TIME,
    FLIP
  }

  /** An id that the same tape always gives, unique within account and symbol. */
  public long tradeId() {
    return aggId * 8 + leg.ordinal();
  }
}
