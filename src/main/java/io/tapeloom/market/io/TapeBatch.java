package io.tapeloom.market.io;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarketEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** What one transaction writes: trades, gaps, and of each bar only its newest state. */
final class TapeBatch {
  private final List<AggTrade> trades = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final Map<BarKey, Kline> bars = new LinkedHashMap<>();
  private final Map<Instrument, Reach> reach = new LinkedHashMap<>();

  private record BarKey(Instrument instrument, Interval interval, long openMs) {}

  /** First and last trade of one instrument in the batch, and the latest time in it. */
  record Reach(AggTrade first, AggTrade last, long lastMs) {
    Reach with(AggTrade trade) {
      return new Reach(first, trade, Math.max(lastMs, trade.timeMs()));
    }
  }

  /** Takes events from the queue in order, at most so many. */
  static TapeBatch take(Queue<MarketEvent> pending, int limit) {
    TapeBatch batch = new TapeBatch();
    for (int i = 0; i < limit && !pending.isEmpty(); i++) {
      batch.add(pending.remove());
    }
    return batch;
  }

  /** Everything in those batches, as if it had come at once. */
  static TapeBatch merged(List<TapeBatch> batches) {
    TapeBatch all = new TapeBatch();
    for (TapeBatch batch : batches) {
      batch.trades().forEach(all::add);
      batch.gaps().forEach(all::add);
      batch.bars().forEach(all::add);
    }
    return all;
  }

  private void add(MarketEvent event) {
    switch (event) {
      case AggTrade trade -> {
        trades.add(trade);
        Reach known = reach.get(trade.instrument());
        reach.put(
            trade.instrument(),
            known == null ? new Reach(trade, trade, trade.timeMs()) : known.with(trade));
      }
      case Gap gap -> gaps.add(gap);
      case Kline bar -> bars.put(new BarKey(bar.instrument(), bar.interval(), bar.openMs()), bar);
      default -> throw new IllegalArgumentException("not for the tape: " + event);
    }
  }

  List<AggTrade> trades() {
    return trades;
  }

  List<Gap> gaps() {
    return gaps;
  }

  Collection<Kline> bars() {
    return bars.values();
  }

  Collection<Reach> reaches() {
    return reach.values();
  }

  boolean isEmpty() {
    return trades.isEmpty() && gaps.isEmpty() && bars.isEmpty();
  }
}
