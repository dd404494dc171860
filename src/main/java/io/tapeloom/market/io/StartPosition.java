package io.tapeloom.market.io;

import io.tapeloom.binance.MarketRest;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a collector begins: behind the tape's last id, or some hours back on a first start. What
 * the exchange no longer serves after a long stop is lost, and said to be.
 */
final class StartPosition {
  private static final long SPAN_MS = 59 * 60_000L;

  /** Room for the clock to move on while the answer is under way. */
  private static final long MARGIN_MS = 300_000;

  private final MarketRest rest;
  private final TapeReader reader;
  private final TapeStarts starts;
  private final Instrument instrument;
  private final CollectorSettings settings;

  /**
   * The position.
   *
   * @param nextId first id to be published
   * @param lostThrough last id that cannot be had any more, empty when all can
   * @param newestId newest id of the exchange at that time
   */
  record Start(long nextId, OptionalLong lostThrough, long newestId) {}

  StartPosition(Instrument instrument, TradeCollectorVerticle.CollectorParts parts) {
    this.rest = parts.rest();
    this.reader = parts.reader();
    this.starts = parts.starts();
    this.instrument = instrument;
    this.settings = parts.settings();
  }

  Future<Start> find() {
    return Future.all(
            rest.serverTimeMs(instrument.market()),
            reader.meta(instrument),
            rest.newestTrades(instrument, 1))
        .compose(
            all -> {
              long nowMs = all.<Long>resultAt(0);
              long newestId = newest(all.resultAt(2));
              Optional<TapeMeta> meta = all.resultAt(1);
              return meta.map(m -> behind(m.lastId() + 1, m.lastMs(), nowMs, newestId))
                  .orElseGet(() -> first(nowMs, newestId));
            });
  }

  private static long newest(List<AggTrade> trades) {
    return trades.isEmpty() ? -1 : trades.getLast().aggId();
  }

  /** A tape without rows begins where it was to begin when the program was killed, or now. */
  private Future<Start> first(long nowMs, long newestId) {
    return starts
        .find(instrument)
        .compose(
            known -> known.map(Future::succeededFuture).orElseGet(() -> choose(nowMs, newestId)))
        .compose(start -> behind(start.firstId(), start.fromMs(), nowMs, newestId));
  }

  private Future<TapeStarts.Start> choose(long nowMs, long newestId) {
    long fromMs = nowMs - (long) (settings.backfillHours() * 3_600_000);
    return firstIdAt(fromMs, nowMs, newestId)
        .compose(id -> starts.keep(instrument, new TapeStarts.Start(id, fromMs)));
  }

  private Future<Start> behind(long nextId, long lastMs, long nowMs, long newestId) {
    long servedMs = nowMs - CollectorSettings.SERVED_MS + MARGIN_MS;
    if (lastMs >= servedMs) {
      return Future.succeededFuture(new Start(nextId, OptionalLong.empty(), newestId));
    }
    return firstIdAt(servedMs, nowMs, newestId)
        .map(
            id ->
                new Start(
                    nextId,
                    id > nextId ? OptionalLong.of(id - 1) : OptionalLong.empty(),
                    newestId));
  }

  /** The id of the first trade at or after that time; the one after the newest when none is. */
  private Future<Long> firstIdAt(long fromMs, long nowMs, long newestId) {
    return rest.tradesBetween(instrument, fromMs, fromMs + SPAN_MS, 1)
        .compose(
            trades -> {
              if (!trades.isEmpty()) {
                return Future.succeededFuture(trades.getFirst().aggId());
              }
              long nextMs = fromMs + SPAN_MS + 1;
              return nextMs < nowMs
                  ? firstIdAt(nextMs, nowMs, newestId)
                  : Future.succeededFuture(newestId + 1);
            });
  }
}
