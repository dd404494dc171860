package io.tapeloom.sim.spot;

import java.util.OptionalLong;

/** Prices that rules look at: functions of time alone. */
public interface Reference {
  /** Last price in 1e-8, empty before the first trade. */
  OptionalLong lastE8(long nowMs);

  /**
   * Price in 1e-8 weighted by quantity over so many minutes, empty before the first trade.
   *
   * @param minutes 0 for the last price
   */
  OptionalLong averageE8(int minutes, long nowMs);

  /** Whether the market is closed at that moment. */
  default boolean closed(long nowMs) {
    return false;
  }
}
