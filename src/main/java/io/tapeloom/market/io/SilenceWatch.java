package io.tapeloom.market.io;

import io.tapeloom.binance.MarketRest;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Quiet;
import io.tapeloom.net.MarketClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * Proves silence: when no trade came for a boundary, the exchange's clock must have passed it by
 * two seconds and a look by REST must find no newer id. The look also finds trades that a stream
 * which looks healthy failed to bring.
 */
final class SilenceWatch {
  private static final long BOUNDARY_MS = 15_000;
  private static final long SILENCE_MS = 2_000;
  private static final long SLACK_MS = 100;
  private static final long RETRY_MS = 200;

  /** What the watch must know and may do. */
  interface Tape {
    /** Effective time of the newest trade that went out, ms. */
    long effectiveMs();

    /** Exchange time of the newest market frame, ms; 0 when there was none. */
    long frameMs();

    /** Id of the next trade. */
    long nextId();

    /** True when nothing is missing and nothing is being fetched. */
    boolean whole();

    /** Takes trades that a look by REST found. */
    void found(List<AggTrade> trades);

    /** Tells everyone. */
    void quiet(Quiet quiet);
  }

  private final Vertx vertx;
  private final MarketRest rest;
  private final Instrument instrument;
  private final MarketClock clock;
  private final Tape tape;
  private boolean stopped;

  SilenceWatch(Vertx vertx, MarketRest rest, Instrument instrument, MarketClock clock, Tape tape) {
    this.vertx = vertx;
    this.rest = rest;
    this.instrument = instrument;
    this.clock = clock;
    this.tape = tape;
  }

  void start() {
    awaitBoundary(next(clock.millis()) - BOUNDARY_MS);
  }

  void stop() {
    stopped = true;
  }

  private static long next(long timeMs) {
    return timeMs - Math.floorMod(timeMs, BOUNDARY_MS) + BOUNDARY_MS;
  }

  private void awaitBoundary(long t) {
    vertx.setTimer(clock.realDelayMs(t + SILENCE_MS + SLACK_MS), _ -> check(t));
  }

  private void check(long t) {
    if (stopped) {
      return;
    }
    if (tape.effectiveMs() >= t) {
      awaitBoundary(next(Math.max(t, tape.effectiveMs())));
    } else if (tape.whole()) {
      exchangeMs(t).compose(atMs -> look(t, atMs)).onFailure(_ -> retry(t));
    } else {
      retry(t);
    }
  }

  private void retry(long t) {
    vertx.setTimer(RETRY_MS, _ -> check(t));
  }

  private Future<Long> exchangeMs(long t) {
    return tape.frameMs() >= t + SILENCE_MS
        ? Future.succeededFuture(tape.frameMs())
        : rest.serverTimeMs(instrument.market());
  }

  private Future<Void> look(long t, long atMs) {
    if (atMs < t + SILENCE_MS) {
      retry(t);
      return Future.succeededFuture();
    }
    return rest.tradesFrom(instrument, tape.nextId(), CollectorSettings.PAGE)
        .map(trades -> looked(t, atMs, trades));
  }

  private Void looked(long t, long atMs, List<AggTrade> trades) {
    if (stopped) {
      return null;
    }
    tape.found(trades);
    boolean proven = tape.whole() && trades.size() < CollectorSettings.PAGE;
    if (proven && tape.effectiveMs() < t) {
      tape.quiet(new Quiet(instrument, tape.nextId() - 1, atMs));
    }
    if (proven) {
      long sealedMs = atMs - SILENCE_MS - Math.floorMod(atMs - SILENCE_MS, BOUNDARY_MS);
      awaitBoundary(Math.max(sealedMs, t) + BOUNDARY_MS);
    } else {
      retry(t);
    }
    return null;
  }
}
