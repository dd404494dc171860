package io.tapeloom.trade.io;

import io.tapeloom.bus.TradeFeed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Continuity;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The trades of a walk, opened and closed as the walk can take them: while it is closed they are
 * left on the tape. Only the feed opened last is listened to, even where an older one is just
 * handing over a page.
 */
final class WalkFeed {
  private final Vertx vertx;
  private final PaperDoor door;
  private final Consumer<AggTrade> out;
  private Optional<TradeFeed> open = Optional.empty();
  private int generation;

  WalkFeed(Vertx vertx, PaperDoor door, Consumer<AggTrade> out) {
    this.vertx = vertx;
    this.door = door;
    this.out = out;
  }

  boolean isOpen() {
    return open.isPresent();
  }

  /** Goes on at that id and reads at once what the tape has from there. */
  void open(Optional<Long> firstId, long lastMs) {
    Instrument instrument = door.spec().instrument();
    int mine = ++generation;
    Continuity ids =
        firstId
            .map(id -> Continuity.expecting(instrument, id, Continuity.LIVE_REACH))
            .orElseGet(() -> Continuity.unknown(instrument, Continuity.LIVE_REACH));
    TradeFeed feed =
        new TradeFeed(
            vertx,
            instrument,
            ids,
            lastMs,
            door.tape(),
            event -> {
              if (mine == generation && event instanceof AggTrade trade) {
                out.accept(trade);
              }
            });
    open = Optional.of(feed);
    feed.listen(door.bus());
    door.store().newestId().onSuccess(newest -> newest.ifPresent(feed::expectThrough));
  }

  void close() {
    generation++;
    open.ifPresent(TradeFeed::close);
    open = Optional.empty();
  }
}
