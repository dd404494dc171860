package io.tapeloom.trade.io;

import io.tapeloom.bus.Channels;
import io.tapeloom.bus.TradeFeed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Continuity;
import io.tapeloom.market.MarketEvent;
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
  private Optional<TradeFeed> feed = Optional.empty();
  private boolean beginning;

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
    door.bus().consume(Channels.signalDecided(instrument), _ -> askAgain());
    door.bus().consume(Channels.ledgerEvent(), event -> onLedger(event.instrument()));
    vertx.setPeriodic(ASK_MS, _ -> askAgain());
    begin();
    return Future.succeededFuture();
  }

  private void onLedger(Instrument of) {
    if (of.equals(instrument)) {
      askAgain();
    }
  }

  private void askAgain() {
    driver.ifPresent(WalkDriver::askAgain);
  }

  private void begin() {
    beginning = true;
    door.store().start(door.strategies()).onSuccess(this::begun).onFailure(this::later);
  }

  private void later(Throwable cause) {
    LOG.warn("{}: paper walk not begun, trying again: {}", instrument, cause.toString());
    vertx.setTimer(RETRY_MS, _ -> begin());
  }

  private void begun(PaperStore.Start from) {
    beginning = false;
    PaperWalk walk = new PaperWalk(door.desk(), door.spec(), from.decidedT(), from.lastMs());
    driver = Optional.of(new WalkDriver(vertx, door, walk, this::drained));
    follow(from.firstId(), from.lastMs());
  }

  private void follow(Optional<Long> firstId, long lastMs) {
    Continuity ids =
        firstId
            .map(id -> Continuity.expecting(instrument, id, Continuity.LIVE_REACH))
            .orElseGet(() -> Continuity.unknown(instrument, Continuity.LIVE_REACH));
    TradeFeed trades = new TradeFeed(vertx, instrument, ids, lastMs, door.tape(), this::onMarket);
    feed = Optional.of(trades);
    trades.listen(door.bus());
  }

  private void onMarket(MarketEvent event) {
    if (event instanceof AggTrade trade && feed.isPresent()) {
      WalkDriver walker = driver.orElseThrow();
      walker.hold(trade);
      if (walker.walk().waiting() >= MOST_WAITING) {
        closeFeed();
      }
    }
  }

  private void closeFeed() {
    feed.ifPresent(TradeFeed::close);
    feed = Optional.empty();
  }

  /** After a flood: goes on where it stands, or where decisions are if nothing is open. */
  private void drained() {
    if (feed.isPresent() || beginning) {
      return;
    }
    PaperWalk walk = driver.orElseThrow().walk();
    if (walk.idle()) {
      begin();
    } else {
      follow(Optional.of(walk.lastId() + 1), walk.effectiveMs());
    }
  }

  @Override
  public Future<?> stop() {
    closeFeed();
    return driver.map(WalkDriver::close).orElse(Future.succeededFuture());
  }
}
