package io.tapeloom.sim.io.market;

import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.RawTrades.Raw;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.Tape;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Security;
import java.util.List;
import java.util.OptionalLong;

/**
 * The calls that read the tape. Spot serves all of it; USD-M serves the newest 24 hours of
 * aggregates, an hour at a time.
 */
final class TradeCalls {
  private static final long HOUR_MS = 3_600_000;
  private static final long SERVED_MS = 24 * HOUR_MS;

  private final Boards boards;
  private final boolean spot;

  TradeCalls(Boards boards) {
    this.boards = boards;
    this.spot = boards.spot();
  }

  List<Endpoint> endpoints() {
    Market market = boards.market();
    if (spot) {
      return List.of(
          Endpoint.open(market, "/api/v3/trades", 25, this::recent),
          Endpoint.open(market, "/api/v3/historicalTrades", 25, this::old),
          Endpoint.open(market, "/api/v3/aggTrades", 4, this::aggregates),
          Endpoint.open(market, "/api/v3/historicalBlockTrades", 25, this::blocks));
    }
    return List.of(
        Endpoint.open(market, "/fapi/v1/trades", 5, this::recent),
        new Endpoint(
            market, "GET", "/fapi/v1/historicalTrades", Security.KEY, p -> 20, 0, this::old),
        Endpoint.open(market, "/fapi/v1/aggTrades", 20, this::aggregates));
  }

  private String recent(Call call) {
    Board board = boards.named(call.params());
    int limit = Window.limit(boards.market(), call.params(), 500, 1_000);
    boards.done(call);
    return rows(call, board.listing(), board.raws().newest(limit, call.nowMs()));
  }

  private String old(Call call) {
    Board board = boards.named(call.params());
    int unsaid = spot ? 500 : 100;
    int limit = Window.limit(boards.market(), call.params(), unsaid, spot ? 1_000 : 500);
    OptionalLong fromId = call.params().integer("fromId");
    boards.done(call);
    List<Raw> trades =
        fromId.isPresent()
            ? board.raws().fromId(fromId.getAsLong(), limit, call.nowMs())
            : board.raws().newest(limit, call.nowMs());
    return rows(call, board.listing(), trades);
  }

  /** Nobody trades in blocks here. */
  private String blocks(Call call) {
    boards.named(call.params());
    return "[]";
  }

  private String rows(Call call, Listing listing, List<Raw> trades) {
    Json out = new Json().openArray();
    for (Raw raw : trades) {
      long ticks = raw.priceE8() / listing.tickE8();
      long steps = raw.qtyE8() / listing.stepE8();
      out.open().number("id", raw.id()).price("price", listing, ticks);
      out.qty("qty", listing, steps).amount("quoteQty", listing, ticks * steps);
      out.number("time", call.time(raw.timeMs())).flag("isBuyerMaker", raw.buyerMaker());
      out.flag(spot ? "isBestMatch" : "isRPITrade", spot).close();
    }
    return out.closeArray().toString();
  }

  private String aggregates(Call call) {
    Board board = boards.named(call.params());
    Window window = Window.of(boards.market(), call, 500, 1_000);
    OptionalLong fromId = call.params().integer("fromId");
    boards.done(call);
    if (fromId.isPresent() && (window.startMs().isPresent() || window.ended())) {
      throw new Refused(-1128, "Combination of optional parameters invalid.");
    }
    checkSpan(window);
    List<AggTrade> page = page(board.tape(), fromId, window, call.nowMs());
    Json out = new Json().openArray();
    page.forEach(trade -> row(out, board.listing(), trade, call.time(trade.timeMs())));
    return out.closeArray().toString();
  }

  /** One row of aggTrades. */
  static void row(Json out, Listing listing, AggTrade trade, long time) {
    boolean spot = listing.instrument().market() == Market.SPOT;
    out.open().number("a", trade.aggId());
    out.decimal("p", trade.priceE8(), listing.priceDecimals());
    out.decimal("q", trade.qtyE8(), listing.qtyDecimals());
    if (!spot) {
      out.decimal("nq", trade.qtyE8(), listing.qtyDecimals());
    }
    out.number("f", trade.firstId()).number("l", trade.lastId()).number("T", time);
    out.flag("m", trade.buyerMaker());
    (spot ? out.flag("M", true) : out).close();
  }

  private void checkSpan(Window window) {
    if (!spot
        && window.ended()
        && window.startMs().isPresent()
        && window.endMs() - window.startMs().getAsLong() >= HOUR_MS) {
      throw new Refused(-1127, "More than 1 hours between startTime and endTime.");
    }
  }

  private List<AggTrade> page(Tape tape, OptionalLong fromId, Window window, long nowMs) {
    long servedMs = spot ? tape.startMs() : nowMs - SERVED_MS;
    long oldest = tape.firstIdAt(servedMs);
    if (fromId.isPresent()) {
      return tape.fromId(Math.max(oldest, fromId.getAsLong()), window.limit(), nowMs);
    }
    if (window.empty()) {
      return List.of();
    }
    if (window.startMs().isPresent()) {
      long first = tape.firstIdAt(Math.max(servedMs, window.startMs().getAsLong()));
      return tape.fromId(first, window.limit(), window.endMs());
    }
    OptionalLong newest = tape.newestId(window.endMs());
    if (newest.isEmpty()) {
      return List.of();
    }
    long first = Math.max(oldest, newest.getAsLong() - window.limit() + 1);
    return tape.fromId(first, window.limit(), window.endMs());
  }
}
