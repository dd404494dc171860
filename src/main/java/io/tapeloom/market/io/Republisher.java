package io.tapeloom.market.io;

import io.tapeloom.binance.MarketRest;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.MarketEvent;
import io.vertx.core.AsyncResult;
import java.util.List;
import java.util.function.Consumer;

/**
 * Fetches ids again that a consumer missed and publishes them once more; for all others they are
 * harmless repeats. One request at a time: who still misses something asks again.
 */
final class Republisher {
  /** Ids in one request; more are asked for again once these have arrived. */
  private static final long MOST = 20_000;

  private final MarketRest rest;
  private final Instrument instrument;
  private final Consumer<MarketEvent> out;
  private boolean busy;
  private long refusedId = -1;

  Republisher(MarketRest rest, Instrument instrument, Consumer<MarketEvent> out) {
    this.rest = rest;
    this.instrument = instrument;
    this.out = out;
  }

  /** Publishes the ids of the gap that are below {@code nextId} again. */
  void on(Gap gap, long nextId) {
    long toId = Math.min(Math.min(gap.toId(), nextId - 1), gap.fromId() + MOST - 1);
    if (!busy && gap.healable() && gap.instrument().equals(instrument) && gap.fromId() <= toId) {
      busy = true;
      fetch(gap.fromId(), toId);
    }
  }

  private void fetch(long fromId, long toId) {
    int limit = (int) Math.min(CollectorSettings.PAGE, toId - fromId + 1);
    rest.tradesFrom(instrument, fromId, limit).onComplete(answer -> answered(answer, fromId, toId));
  }

  private void answered(AsyncResult<List<AggTrade>> answer, long fromId, long toId) {
    if (answer.failed() || answer.result().isEmpty()) {
      busy = false;
      return;
    }
    List<AggTrade> page = answer.result();
    long firstId = page.getFirst().aggId();
    if (firstId > fromId && refusedId != fromId) {
      // Only ids that are left out twice in a row cannot be had; who misses them asks again.
      refusedId = fromId;
      busy = false;
      return;
    }
    if (firstId > fromId) {
      out.accept(new Gap(instrument, fromId, Math.min(firstId - 1, toId), false));
    }
    page.stream().filter(trade -> trade.aggId() <= toId).forEach(out);
    long nextId = page.getLast().aggId() + 1;
    busy = nextId <= toId;
    if (busy) {
      fetch(nextId, toId);
    }
  }
}
