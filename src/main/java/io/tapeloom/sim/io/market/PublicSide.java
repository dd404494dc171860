package io.tapeloom.sim.io.market;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.io.Endpoints;
import io.tapeloom.sim.io.Floor;
import io.tapeloom.sim.io.ForceOrders;
import io.tapeloom.sim.io.Topics;
import java.util.ArrayList;
import java.util.List;

/** What everybody may see of both markets: calls and streams show the same boards. */
public final class PublicSide {
  private final Boards spot;
  private final Boards usdm;
  private final List<Endpoints> calls;
  private final List<Feed> feeds = new ArrayList<>();
  private final ForceOrders forced;

  /** The markets of that floor, with users' orders where they rest. */
  public PublicSide(Floor floor, Resting resting) {
    this.forced = floor.forced();
    this.spot = new Boards(Market.SPOT, floor.source(), resting);
    this.usdm = new Boards(Market.USDM, floor.source(), resting);
    this.calls = List.of(new MarketCalls(floor, spot), new MarketCalls(floor, usdm));
  }

  /** The calls of both markets. */
  public List<Endpoints> calls() {
    return calls;
  }

  /** Begins to fill streams with what happens from that moment on. */
  public void stream(Topics topics, long nowMs) {
    Streams streams = new Streams(topics);
    for (Boards boards : List.of(usdm, spot)) {
      Roundup roundup = new Roundup(boards.market(), streams);
      for (Board board : boards.all()) {
        feeds.add(new TradeFeed(board, streams, forced, nowMs));
        feeds.add(new KlineFeed(board, streams));
        feeds.add(new BookFeed(board, streams, nowMs));
        feeds.add(new TickerFeed(board, streams, roundup, nowMs));
      }
      feeds.add(roundup);
    }
  }

  /** Sends what has happened up to that moment. */
  public void turn(long nowMs) {
    feeds.forEach(feed -> feed.turn(nowMs));
  }
}
