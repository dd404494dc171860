package io.tapeloom.market.io;

import io.tapeloom.binance.MarketRest;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;

/**
 * Bars the tape cannot tell, from the exchange's klines: those before its first trade and those of
 * a gap. They are marked as such and never replace a bar made from trades.
 */
public final class KlineBackfill {
  private static final int MINUTES = 1_500;
  private static final int LONGER = 500;

  private final MarketRest rest;
  private final TapeStore store;

  /** A backfill from that exchange into that store. */
  public KlineBackfill(MarketRest rest, TapeStore store) {
    this.rest = rest;
    this.store = store;
  }

  /**
   * Loads the bars before a tape whose first whole minute starts at {@code wholeFromMs}: 1,500
   * minutes, and 500 of each longer interval that end before the bar the tape begins in.
   */
  public Future<Void> before(Instrument instrument, long wholeFromMs) {
    Future<Void> chain = load(instrument, Interval.M1, wholeFromMs, MINUTES);
    for (Interval interval : Arrays.asList(Interval.values()).subList(1, 6)) {
      long untilMs = interval.floorMs(wholeFromMs - 1);
      chain = chain.compose(_ -> load(instrument, interval, untilMs, LONGER));
    }
    return chain;
  }

  private Future<Void> load(Instrument instrument, Interval interval, long untilMs, int count) {
    return rest.klinesBefore(instrument, interval, untilMs, count).compose(store::writeKlines);
  }

  /** Loads the minutes of {@code [fromMs, toMs)}. */
  public Future<Void> span(Instrument instrument, long fromMs, long toMs) {
    return rest.klinesBetween(instrument, Interval.M1, fromMs, toMs, MINUTES)
        .compose(page -> store.writeKlines(page).compose(_ -> next(instrument, page, toMs)));
  }

  private Future<Void> next(Instrument instrument, List<Kline> page, long toMs) {
    long nextMs = page.isEmpty() ? toMs : page.getLast().openMs() + Interval.M1.ms();
    return nextMs < toMs && page.size() == MINUTES
        ? span(instrument, nextMs, toMs)
        : Future.succeededFuture();
  }
}
