package io.tapeloom.market.io;

import io.tapeloom.binance.MarketRest;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Continuity;
import io.tapeloom.market.Hole;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.net.Backoff;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches by REST what is missing, page by page, until nothing is: the same work heals a hole of
 * one id and fills hours of past. It never runs further ahead of the tape writer than allowed.
 */
final class CatchUp {
  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
  private static final Backoff BACKOFF = new Backoff(250, 15_000);
  private static final int PAGES_BETWEEN_LOOKS = 10;
  private static final long WRITER_POLL_MS = 20;
  private static final long ANSWER_LAG_MS = 50;
  private static final int PATIENCE = 4;

  /** REST knows an id moments after its trade; what it does not know so many times never was. */
  private static final int DOUBTS = 20;

  private final Vertx vertx;
  private final MarketRest rest;
  private final TapeReader reader;
  private final Continuity continuity;
  private final TimeGate gate;
  private final Instrument instrument;
  private final CollectorSettings settings;
  private final RandomGenerator chance;
  private final Consumer<MarketEvent> out;
  private final long startId;
  private Runnable whenDone = () -> {};
  private boolean running;
  private boolean streamFollows;
  private boolean stopped;
  private int failures;
  private int pages;
  private int doubts;
  private long refusedNextId = -1;
  private int refusals;
  private long doubtedId = -1;

  /** What a catch-up works on and with. */
  record Parts(
      Vertx vertx,
      MarketRest rest,
      TapeReader reader,
      Instrument instrument,
      CollectorSettings settings,
      RandomGenerator chance) {}

  CatchUp(Parts parts, Continuity continuity, TimeGate gate, Consumer<MarketEvent> out) {
    this.vertx = parts.vertx();
    this.rest = parts.rest();
    this.reader = parts.reader();
    this.instrument = parts.instrument();
    this.settings = parts.settings();
    this.chance = parts.chance();
    this.continuity = continuity;
    this.gate = gate;
    this.out = out;
    this.startId = continuity.nextId();
  }

  boolean running() {
    return running;
  }

  /** Fetches from the next id on until an answer brings nothing newer; then calls back. */
  void run(Runnable done) {
    whenDone = done;
    if (!running && !stopped) {
      running = true;
      step();
    }
  }

  void stop() {
    stopped = true;
  }

  /** The stream brought a trade: from now on every hole will show by itself. */
  void streamFollows(boolean follows) {
    streamFollows = follows;
  }

  private void step() {
    long limit =
        streamFollows
            ? continuity
                .hole()
                .map(hole -> Math.min(hole.missing(), CollectorSettings.PAGE))
                .orElse(1L)
            : CollectorSettings.PAGE;
    int asked = (int) Math.max(1, limit);
    awaitWriter()
        .compose(_ -> rest.tradesFrom(instrument, continuity.nextId(), asked))
        .onComplete(answer -> answered(answer, asked));
  }

  /** The writer's row says how far it is; a catch-up that ran ahead would only fill its queue. */
  private Future<Void> awaitWriter() {
    if (pages++ % PAGES_BETWEEN_LOOKS != 0 || continuity.nextId() - startId < settings.maxAhead()) {
      return Future.succeededFuture();
    }
    return reader
        .meta(instrument)
        .compose(
            meta -> {
              long written = meta.map(TapeMeta::lastId).orElse(startId - 1);
              boolean near = continuity.nextId() - written < settings.maxAhead() || stopped;
              return near
                  ? Future.succeededFuture()
                  : vertx.timer(WRITER_POLL_MS).compose(_ -> againAwaitWriter());
            });
  }

  private Future<Void> againAwaitWriter() {
    pages = 0;
    return awaitWriter();
  }

  private void answered(AsyncResult<List<AggTrade>> answer, int asked) {
    if (stopped) {
      return;
    }
    if (answer.failed()) {
      retry(answer.cause().getMessage());
      return;
    }
    List<AggTrade> page = answer.result();
    long before = continuity.nextId();
    if (!page.isEmpty() && page.getFirst().aggId() > before) {
      skip(page);
    } else if (!page.stream().allMatch(this::fits)) {
      retry("a trade has a time that cannot be, or this machine's clock is wrong");
    } else {
      failures = 0;
      goOn(page.size() == asked && continuity.nextId() > before);
    }
  }

  private void retry(String why) {
    LOG.warn("{}: catch-up waits: {}", instrument, why);
    later(BACKOFF.delayMs(failures++, chance.nextDouble()));
  }

  private boolean fits(AggTrade trade) {
    boolean fits = gate.admits(trade);
    if (fits) {
      continuity.offer(trade, out);
    }
    return fits;
  }

  /**
   * Ids the exchange leaves out again and again for a second are ids that cannot be had. Giving up
   * ends the contiguous tape and four hours of warm-up, so one odd answer must not do it.
   */
  private void skip(List<AggTrade> page) {
    long nextId = continuity.nextId();
    refusals = refusedNextId == nextId ? refusals + 1 : 1;
    if (refusals > PATIENCE) {
      LOG.warn(
          "{}: the exchange has no ids {}..{}", instrument, nextId, page.getFirst().aggId() - 1);
      continuity.giveUp(page.getFirst().aggId() - 1, out);
      refusedNextId = -1;
      goOn(page.stream().allMatch(this::fits));
      return;
    }
    refusedNextId = nextId;
    later(ANSWER_LAG_MS << refusals);
  }

  private void goOn(boolean full) {
    if (!full) {
      continuity.hole().ifPresent(this::doubt);
    }
    boolean hole = continuity.hole().isPresent();
    if (!hole && (!full || streamFollows)) {
      running = false;
      whenDone.run();
    } else if (full) {
      step();
    } else {
      // The stream is ahead of what REST answers yet.
      later(ANSWER_LAG_MS << Math.min(doubts, 4));
    }
  }

  /** A trade with a made-up id far ahead must not keep the tape waiting for ever. */
  private void doubt(Hole hole) {
    doubts = hole.toId() == doubtedId ? doubts + 1 : 0;
    doubtedId = hole.toId();
    if (doubts >= DOUBTS) {
      int forgotten = continuity.forgetHeld();
      LOG.error(
          "{}: the exchange knows no ids before {}: {} trades of the stream are put aside",
          instrument,
          hole.toId() + 1,
          forgotten);
    }
  }

  private void later(long delayMs) {
    vertx.setTimer(
        delayMs,
        _ -> {
          if (!stopped) {
            step();
          }
        });
  }
}
