package io.tapeloom.trade.io;

import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.trade.PaperWalk;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills one instrument's paper orders from its tape. A trade is walked only once every decision it
 * could fill has its row and its verdict. A restart walks the tape again from the oldest signal
 * that is not done with; rows that are there already stay as they are.
 */
public final class PaperVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(PaperVerticle.class);
  private static final int MOST_WAITING = 50_000;
  private static final long ASK_MS = 200;
  private static final long RETRY_MS = 250;
  private final PaperDoor door;
  private final Instrument instrument;
  private Optional<WalkDriver> driver = Optional.empty();
  private Optional<WalkFeed> feed = Optional.empty();
  private boolean beginning;
  private boolean stopped;

  /** The walk of one instrument. */
  public PaperVerticle(PaperDoor door) {
    this.door = door;
    this.instrument = door.spec().instrument();
  }

  @Override
  public Future<?> start() {
    if (door.strategies().isEmpty()) {
      return Future.succeededFuture();
    }
    feed = Optional.of(new WalkFeed(vertx, door, this::onTrade));
    door.bus().consume(Channels.signalDecided(instrument), _ -> askAgain());
    door.bus().consume(Channels.ledgerEvent(), event -> onLedger(event.instrument()));
    vertx.setPeriodic(ASK_MS, _ -> askAgain());
    return begin();
  }

  private void onLedger(Instrument of) {
    if (of.equals(instrument)) {
      askAgain();
    }
  }

  private void askAgain() {
    driver.ifPresent(WalkDriver::askAgain);
  }

  /** Completes when it listens, or when it has to try again later. */
  private Future<Void> begin() {
    beginning = true;
    return door.store()
        .start(door.strategies())
        .onSuccess(this::begun)
        .onFailure(this::later)
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private void later(Throwable cause) {
    LOG.warn("{}: paper walk not begun, trying again: {}", instrument, cause.toString());
    vertx.setTimer(RETRY_MS, _ -> begin());
  }

  private void begun(PaperStore.Start from) {
    beginning = false;
    if (stopped) {
      return;
    }
    PaperWalk walk = new PaperWalk(door.desk(), door.spec(), from.decidedT(), from.lastMs());
    driver = Optional.of(new WalkDriver(vertx, door, walk, this::drained));
    feed.orElseThrow().open(from.firstId(), from.lastMs());
  }

  private void onTrade(AggTrade trade) {
    WalkDriver walker = driver.orElseThrow();
    walker.hold(trade);
    if (walker.walk().waiting() >= MOST_WAITING) {
      feed.orElseThrow().close();
    }
  }

  /** After a flood: goes on where it stands, or where decisions are if nothing is open. */
  private void drained() {
    WalkFeed trades = feed.orElseThrow();
    if (trades.isOpen() || beginning) {
      return;
    }
    PaperWalk walk = driver.orElseThrow().walk();
    if (walk.idle()) {
      begin();
    } else {
      trades.open(Optional.of(walk.lastId() + 1), walk.effectiveMs());
    }
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    feed.ifPresent(WalkFeed::close);
    return driver.map(WalkDriver::close).orElse(Future.succeededFuture());
  }
}
