package io.tapeloom.market.io;

import io.tapeloom.market.AggTrade;
import io.tapeloom.net.MarketClock;
import java.time.InstantSource;

/**
 * Keeps trades with an impossible time out. One trade timed next year would seal every boundary
 * until then, and one timed last year would never be found again: the tape is read by time.
 */
final class TimeGate {
  /** How far a trade may stand from its predecessors and the clock; readers reach back as far. */
  private static final long SLACK_MS = 60_000;

  private final MarketClock clock;
  private long newestMs = Long.MIN_VALUE + SLACK_MS;

  TimeGate(MarketClock clock) {
    this.clock = clock;
  }

  /** Whether the trade's time can be. */
  boolean admits(AggTrade trade) {
    long aheadMs = (long) (SLACK_MS * Math.max(1, clock.speed()));
    // A market clock that counts from its start stands still while the machine sleeps.
    long nowMs = Math.max(clock.millis(), InstantSource.system().millis());
    return trade.timeMs() >= newestMs - SLACK_MS && trade.timeMs() <= nowMs + aheadMs;
  }

  /** Learns of a trade that is part of the tape. */
  void passed(AggTrade trade) {
    newestMs = Math.max(newestMs, trade.timeMs());
  }
}
