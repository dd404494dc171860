package io.tapeloom.market.io;

/**
 * How the collectors fill and follow the tape.
 *
 * @param backfillHours how much of the past a first start fetches, in market time
 * @param maxAhead trades the backfill may be ahead of what is written
 * @param reorderMs how long a missing id may still come by itself, in market time
 */
public record CollectorSettings(double backfillHours, long maxAhead, long reorderMs) {
  /** Trades in one page of the exchange. */
  static final int PAGE = 1_000;

  /** How far back the exchange serves trades by id. */
  static final long SERVED_MS = 24 * 3_600_000L;

  /** Refuses what cannot work. */
  public CollectorSettings {
    if (!(backfillHours > 0) || backfillHours > 23.5) {
      throw new IllegalArgumentException(
          "collector.backfill_hours: expected above 0 to 23.5, got " + backfillHours);
    }
    if (maxAhead < PAGE || reorderMs < 1) {
      throw new IllegalArgumentException(
          "collector: expected max_ahead from " + PAGE + " and reorder_ms from 1");
    }
  }

  /** Four hours of past, 50,000 trades ahead. */
  public static CollectorSettings defaults() {
    return new CollectorSettings(4, 50_000, 250);
  }
}
