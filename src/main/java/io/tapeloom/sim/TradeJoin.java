package io.tapeloom.sim;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins raw trades into aggregates by the exchange's rule: same price, same taker side, less than
 * 100 ms after the aggregate's first trade; the time is the first trade's and ids count from 1.
 */
public final class TradeJoin {
  private static final long WITHIN_MS = 100;

  private final Instrument instrument;
  private final List<AggTrade> joined = new ArrayList<>();
  private AggTrade open;

  /** Starts with nothing. */
  public TradeJoin(Instrument instrument) {
    this.instrument = instrument;
  }

  /** Takes the next raw trade. */
  public void add(long id, long priceE8, long qtyE8, long timeMs, boolean buyerMaker) {
    if (open != null && joins(priceE8, timeMs, buyerMaker)) {
      long sumE8 = Math.addExact(open.qtyE8(), qtyE8);
      open = aggregate(open.aggId(), priceE8, sumE8, open.firstId(), id, open.timeMs());
      return;
    }
    close();
    open = new AggTrade(instrument, joined.size() + 1L, priceE8, qtyE8, id, id, timeMs, buyerMaker);
  }

  private boolean joins(long priceE8, long timeMs, boolean buyerMaker) {
    return open.priceE8() == priceE8
        && open.buyerMaker() == buyerMaker
        && timeMs - open.timeMs() < WITHIN_MS;
  }

  private AggTrade aggregate(
      long aggId, long priceE8, long qtyE8, long firstId, long lastId, long timeMs) {
    return new AggTrade(
        instrument, aggId, priceE8, qtyE8, firstId, lastId, timeMs, open.buyerMaker());
  }

  private void close() {
    if (open != null) {
      joined.add(open);
      open = null;
    }
  }

  /** Everything joined so far, the last aggregate included. */
  public List<AggTrade> finish() {
    close();
    return List.copyOf(joined);
  }
}
