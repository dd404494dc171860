package io.tapeloom.market.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.BarBook;
import io.tapeloom.market.BarBuilder;
import io.tapeloom.market.Continuity;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarketEvent;
import io.vertx.core.Future;
import java.util.List;
import java.util.Queue;

/**
 * Brings a {@link TapeLine} back to where the tape ends: the running minute is folded again from
 * the trades, the longer bars from the minutes, so that a restart leaves no trace in any bar.
 */
final class TapeRestart {
  /** Trades of so long before the running minute are folded too: some may be timed late. */
  private static final long SETTLE_MS = 120_000;

  private static final long MINUTE_MS = Interval.M1.ms();
  private static final int PAGE = 10_000;

  private static final BarBuilder.Listener DEAF =
      new BarBuilder.Listener() {
        @Override
        public void closed(Kline bar) {
          // written before the restart
        }

        @Override
        public void unfilled(long fromMs, long toMs) {
          // asked for again below, as missing minutes
        }
      };

  private final TapeReader reader;
  private final Bus bus;
  private final TapeLine.Owner owner;
  private final Queue<MarketEvent> pending;

  TapeRestart(TapeReader reader, Bus bus, TapeLine.Owner owner, Queue<MarketEvent> pending) {
    this.reader = reader;
    this.bus = bus;
    this.owner = owner;
    this.pending = pending;
  }

  Future<TapeLine> line(Instrument instrument) {
    return reader
        .meta(instrument)
        .compose(
            meta ->
                meta.map(m -> resumed(instrument, m))
                    .orElseGet(() -> Future.succeededFuture(fresh(instrument))));
  }

  private TapeLine fresh(Instrument instrument) {
    return new TapeLine(
        instrument,
        bus,
        owner,
        pending,
        Continuity.unknown(instrument, Continuity.LIVE_REACH),
        BarBuilder.atTapeStart(instrument),
        new BarBook(instrument));
  }

  private Future<TapeLine> resumed(Instrument instrument, TapeMeta meta) {
    long runningMs = Interval.M1.floorMs(meta.lastMs());
    long sinceMs = runningMs - SETTLE_MS;
    long wholeMs =
        meta.earliestMs() < sinceMs ? sinceMs : Interval.M1.floorMs(meta.earliestMs()) + MINUTE_MS;
    BarBuilder builder = BarBuilder.wholeFrom(instrument, wholeMs);
    BarBook book = new BarBook(instrument);
    long fromMs = Interval.D1.floorMs(meta.lastMs()) - Interval.D1.ms();
    return refold(instrument, builder, 0, -1, sinceMs)
        .compose(_ -> reader.minutes(instrument, fromMs, runningMs))
        .map(minutes -> resumed(instrument, meta, builder, book, minutes));
  }

  private TapeLine resumed(
      Instrument instrument, TapeMeta meta, BarBuilder builder, BarBook book, List<Kline> minutes) {
    book.learn(minutes, 0, 0, _ -> {});
    Continuity continuity =
        Continuity.expecting(instrument, meta.lastId() + 1, Continuity.LIVE_REACH);
    TapeLine line = new TapeLine(instrument, bus, owner, pending, continuity, builder, book);
    askForMissing(line, minutes);
    return line;
  }

  /** Minutes that klines were to bring when the program ended. */
  private void askForMissing(TapeLine line, List<Kline> minutes) {
    for (int i = 1; i < minutes.size(); i++) {
      long expectedMs = minutes.get(i - 1).openMs() + MINUTE_MS;
      if (minutes.get(i).openMs() > expectedMs) {
        owner.unfilled(line, expectedMs, minutes.get(i).openMs());
      }
    }
  }

  private Future<Void> refold(
      Instrument instrument, BarBuilder builder, long fromId, long lastId, long sinceMs) {
    return reader
        .from(instrument, fromId, sinceMs, PAGE)
        .compose(
            page -> {
              long id = fold(page, builder, lastId);
              return page.size() < PAGE
                  ? Future.succeededFuture()
                  : refold(instrument, builder, id + 1, id, sinceMs);
            });
  }

  private static long fold(List<AggTrade> page, BarBuilder builder, long lastId) {
    long id = lastId;
    for (AggTrade trade : page) {
      if (id >= 0 && trade.aggId() > id + 1) {
        builder.on(new Gap(trade.instrument(), id + 1, trade.aggId() - 1, false), DEAF);
      }
      builder.on(trade, DEAF);
      id = trade.aggId();
    }
    return id;
  }
}
