package io.tapeloom.bench;

import io.tapeloom.indicator.Slice;
import io.tapeloom.market.AggTrade;
import io.tapeloom.signal.SignalEngine;
import io.tapeloom.signal.SignalEvent;
import io.tapeloom.signal.SliceSealed;
import java.util.function.Consumer;

/**
 * One pass of trades through an engine with a stopwatch: processor time of blocks of trades with
 * their boundaries for the price of a trade, single sealing calls for the price of a boundary, and
 * the bytes allocated from one boundary to the next.
 */
final class EngineRun {
  private final SignalEngine engine;
  private final int blockTrades;
  private final Consumer<SignalEvent> counter = this::count;
  private final Spread nanosPerTrade = new Spread();
  private final Spread boundaryMicros = new Spread();
  private final Spread boundaryWallMicros = new Spread();
  private long boundaryMs = Long.MIN_VALUE;
  private long allocated;
  private long allocatedAt;
  private long boundaries;
  private boolean measuring;

  EngineRun(SignalEngine engine, int blockTrades) {
    this.engine = engine;
    this.blockTrades = blockTrades;
  }

  /** Runs everything; what comes before {@code from} only fills the windows. */
  void run(AggTrade[] trades, int from) {
    feed(trades, 0, from);
    measuring = true;
    allocated = 0;
    allocatedAt = ThreadClock.allocatedBytes();
    for (int at = from; at + blockTrades <= trades.length; at += blockTrades) {
      long start = ThreadClock.nanos();
      feed(trades, at, at + blockTrades);
      nanosPerTrade.add((double) (ThreadClock.nanos() - start) / blockTrades);
    }
  }

  private void feed(AggTrade[] trades, int from, int to) {
    for (int i = from; i < to; i++) {
      AggTrade trade = trades[i];
      if (trade.timeMs() >= boundaryMs) {
        seal(trade);
      } else {
        engine.on(trade, trade.timeMs(), counter);
      }
    }
  }

  private void seal(AggTrade trade) {
    if (measuring) {
      allocated += ThreadClock.allocatedBytes() - allocatedAt;
    }
    long wallStart = System.nanoTime();
    long start = ThreadClock.nanos();
    engine.on(trade, trade.timeMs(), counter);
    double micros = (ThreadClock.nanos() - start) / 1e3;
    double wallMicros = (System.nanoTime() - wallStart) / 1e3;
    boundaryMs = trade.timeMs() - trade.timeMs() % Slice.LENGTH_MS + Slice.LENGTH_MS;
    if (measuring) {
      boundaryMicros.add(micros);
      boundaryWallMicros.add(wallMicros);
      allocatedAt = ThreadClock.allocatedBytes();
    }
  }

  private void count(SignalEvent event) {
    boundaries += measuring && event instanceof SliceSealed ? 1 : 0;
  }

  Spread nanosPerTrade() {
    return nanosPerTrade;
  }

  /** Processor time of sealing calls. */
  Spread boundaryMicros() {
    return boundaryMicros;
  }

  /** The same by the wall clock: with the time in which others ran. */
  Spread boundaryWallMicros() {
    return boundaryWallMicros;
  }

  /** Bytes allocated outside sealing calls. */
  long allocated() {
    return allocated;
  }

  /** Boundaries sealed while measuring. */
  long boundaries() {
    return boundaries;
  }
}
