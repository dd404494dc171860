package io.tapeloom.sim.io.market;

import io.tapeloom.sim.Depth;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Params;
import io.tapeloom.sim.io.Security;
import java.util.List;

/** The order book as a whole. */
final class DepthCalls {
  private static final List<Integer> LIMITS = List.of(5, 10, 20, 50, 100, 500, 1_000);

  private final Boards boards;

  DepthCalls(Boards boards) {
    this.boards = boards;
  }

  List<Endpoint> endpoints() {
    if (boards.spot()) {
      return List.of(endpoint("/api/v3/depth"));
    }
    return List.of(endpoint("/fapi/v1/depth"), endpoint("/fapi/v1/rpiDepth"));
  }

  private Endpoint endpoint(String path) {
    return new Endpoint(boards.market(), "GET", path, Security.NONE, this::weight, 0, this::depth);
  }

  private int weight(Params params) {
    String limit = params.all().getOrDefault("limit", boards.spot() ? "100" : "500");
    long levels = limit.matches("[0-9]{1,9}") ? Long.parseLong(limit) : 1;
    if (boards.spot()) {
      return levels <= 100 ? 5 : levels <= 500 ? 25 : levels <= 1_000 ? 50 : 250;
    }
    return levels <= 50 ? 2 : levels <= 100 ? 5 : levels <= 500 ? 10 : 20;
  }

  private String depth(Call call) {
    Board board = boards.named(call.params());
    int limit = limit(call.params());
    boards.done(call);
    board.show(call.nowMs());
    Json out = new Json().open().number("lastUpdateId", board.snapshotId());
    if (!boards.spot()) {
      out.number("E", call.nowMs()).number("T", board.shownMs());
    }
    levels(out.name("bids"), board.listing(), board.bids(), limit);
    levels(out.name("asks"), board.listing(), board.asks(), limit);
    return out.close().toString();
  }

  private int limit(Params params) {
    if (boards.spot()) {
      return Window.limit(boards.market(), params, 100, 5_000);
    }
    long limit = params.integer("limit").orElse(500);
    if (!LIMITS.contains((int) Math.min(limit, 10_000))) {
      throw new Refused(-4021, "Invalid depth limit.");
    }
    return (int) limit;
  }

  /** Up to so many levels of a side as pairs of price and quantity. */
  static void levels(Json out, Listing listing, Depth side, int most) {
    out.openArray();
    for (int i = 0; i < Math.min(most, side.count()); i++) {
      out.openArray().price(listing, side.ticks(i)).qty(listing, side.steps(i)).closeArray();
    }
    out.closeArray();
  }
}
