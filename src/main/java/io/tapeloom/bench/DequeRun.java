package io.tapeloom.bench;

import io.tapeloom.market.AggTrade;

/** One pass of trades through the plain deques, timed in blocks like the engine's pass. */
final class DequeRun {
  private static final int SORTS = 5;

  private final int blockTrades;
  private final DequeWindows windows = new DequeWindows();
  private final Spread nanosPerTrade = new Spread();
  private final Spread sortMicros = new Spread();

  DequeRun(int blockTrades) {
    this.blockTrades = blockTrades;
  }

  void run(AggTrade[] trades, int from) {
    feed(trades, 0, from);
    for (int at = from; at + blockTrades <= trades.length; at += blockTrades) {
      long start = ThreadClock.nanos();
      feed(trades, at, at + blockTrades);
      nanosPerTrade.add((double) (ThreadClock.nanos() - start) / blockTrades);
    }
    long sizes = 0;
    for (int i = 0; i < SORTS; i++) {
      long start = ThreadClock.nanos();
      sizes += windows.p99Qty();
      sortMicros.add((ThreadClock.nanos() - start) / 1e3);
    }
    if (Double.isNaN(windows.sum()) || sizes <= 0) {
      throw new IllegalStateException("the deques lost count");
    }
  }

  private void feed(AggTrade[] trades, int from, int to) {
    for (int i = from; i < to; i++) {
      windows.on(trades[i]);
    }
  }

  Spread nanosPerTrade() {
    return nanosPerTrade;
  }

  /** What the percentiles of one boundary cost. */
  Spread sortMicros() {
    return sortMicros;
  }
}
