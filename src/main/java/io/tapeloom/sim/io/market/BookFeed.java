package io.tapeloom.sim.io.market;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Depth;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.io.Topic;
import java.util.ArrayList;
import java.util.List;

/** The order book of one symbol: its best quotes, its first levels, and what changes in it. */
final class BookFeed implements Feed {
  private final Board board;
  private final Listing listing;
  private final boolean spot;
  private final Json out = new Json();
  private final Topic best;
  private final Topic allBest;
  private final List<Line> partials = new ArrayList<>();
  private final List<Changes> changes = new ArrayList<>();
  private final Beat slot;
  private final Beat allBeat;
  private long[] quoted = new long[4];
  private long toldId;

  /** The first levels at one pace. */
  private record Line(Topic topic, Beat beat, int levels) {}

  /** All changes at one pace. */
  private static final class Changes {
    final Topic topic;
    final Beat beat;
    final Depth bids = new Depth(true);
    final Depth asks = new Depth(false);
    long toldId = -1;

    Changes(Topic topic, Beat beat) {
      this.topic = topic;
      this.beat = beat;
    }
  }

  BookFeed(Board board, Streams streams, long nowMs) {
    this.board = board;
    this.listing = board.listing();
    this.spot = board.market() == Market.SPOT;
    this.best = streams.of(board, "bookTicker");
    this.allBest = streams.of(board.market(), "!bookTicker");
    this.slot = new Beat(Board.SLOT_MS, nowMs);
    this.allBeat = new Beat(5_000, nowMs);
    int[] speeds = spot ? new int[] {1_000, 100} : new int[] {250, 500, 100};
    for (int speed : speeds) {
      String suffix = speed == speeds[0] ? "" : "@" + speed + "ms";
      add(streams, "depth" + suffix, speed, nowMs);
      for (int levels : new int[] {5, 10, 20}) {
        Topic topic = streams.of(board, "depth" + levels + suffix);
        partials.add(new Line(topic, new Beat(speed, nowMs), levels));
      }
    }
    if (spot) {
      add(streams, "depth@1000ms", 1_000, nowMs);
    } else {
      add(streams, "depth@250ms", 250, nowMs);
      add(streams, "rpiDepth@500ms", 500, nowMs);
    }
  }

  private void add(Streams streams, String kind, int speed, long nowMs) {
    changes.add(new Changes(streams.of(board, kind), new Beat(speed, nowMs)));
  }

  @Override
  public void turn(long nowMs) {
    if (!slot.due(nowMs)) {
      return;
    }
    boolean all = allBeat.due(nowMs) && allBest.wanted();
    if (best.wanted() || all) {
      board.show(nowMs);
      best(nowMs, all);
    }
    partials.forEach(line -> partial(line, nowMs));
    changes.forEach(line -> change(line, nowMs));
  }

  private void best(long nowMs, boolean all) {
    long[] now = {
      first(board.bids(), true), first(board.bids(), false),
      first(board.asks(), true), first(board.asks(), false)
    };
    boolean moved = !java.util.Arrays.equals(now, quoted);
    quoted = now;
    if (!moved && !all) {
      return;
    }
    byte[] json = quote(nowMs, now);
    if (moved) {
      best.publish(json);
    }
    if (all) {
      allBest.publish(json);
    }
  }

  private static long first(Depth side, boolean price) {
    return side.count() == 0 ? 0 : price ? side.ticks(0) : side.steps(0);
  }

  private byte[] quote(long nowMs, long[] now) {
    out.clear().open();
    if (!spot) {
      out.text("e", "bookTicker");
    }
    out.number("u", board.updateId());
    if (!spot) {
      out.number("E", nowMs).number("T", board.shownMs());
    }
    out.text("s", listing.name());
    if (!spot) {
      out.text("ps", listing.name());
    }
    out.price("b", listing, now[0]).qty("B", listing, now[1]);
    out.price("a", listing, now[2]).qty("A", listing, now[3]);
    return (spot ? out : out.number("st", 1)).close().bytes();
  }

  private void partial(Line line, long nowMs) {
    if (!line.beat().due(nowMs) || !line.topic().wanted()) {
      return;
    }
    board.show(nowMs);
    out.clear().open();
    if (spot) {
      out.number("lastUpdateId", board.updateId());
    } else {
      long before = toldId == 0 ? board.updateId() - 1 : toldId;
      head(nowMs, Math.min(before, board.updateId() - 1));
      toldId = board.updateId();
    }
    DepthCalls.levels(out.name(spot ? "bids" : "b"), listing, board.bids(), line.levels());
    DepthCalls.levels(out.name(spot ? "asks" : "a"), listing, board.asks(), line.levels());
    line.topic().publish((spot ? out : tail()).close().bytes());
  }

  private void head(long nowMs, long beforeId) {
    out.text("e", "depthUpdate").number("E", nowMs);
    if (!spot) {
      out.number("T", board.shownMs());
    }
    out.text("s", listing.name()).number("U", beforeId + 1).number("u", board.updateId());
    if (!spot) {
      out.number("pu", beforeId);
    }
  }

  private Json tail() {
    return spot ? out : out.text("ps", listing.name()).number("st", 1);
  }

  private void change(Changes line, long nowMs) {
    if (!line.beat.due(nowMs)) {
      return;
    }
    if (!line.topic.wanted()) {
      line.toldId = -1;
      return;
    }
    board.show(nowMs);
    if (line.toldId >= 0) {
      out.clear().open();
      head(nowMs, line.toldId);
      boolean some = side("b", board.bids(), line.bids) | side("a", board.asks(), line.asks);
      if (!some) {
        return;
      }
      line.topic.publish(tail().close().bytes());
    }
    line.bids.copy(board.bids());
    line.asks.copy(board.asks());
    line.toldId = board.updateId();
  }

  private boolean side(String name, Depth now, Depth before) {
    out.name(name).openArray();
    boolean[] some = new boolean[1];
    now.changesSince(
        before,
        (ticks, steps) -> {
          out.openArray().price(listing, ticks).qty(listing, steps).closeArray();
          some[0] = true;
          return true;
        });
    out.closeArray();
    return some[0];
  }
}
