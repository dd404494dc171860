package io.tapeloom.sim.io.market;

import io.tapeloom.kernel.Market;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.sim.Bar;
import io.tapeloom.sim.Crowd;
import io.tapeloom.sim.Crowd.Group;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.Share;
import io.tapeloom.sim.Span;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Params;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How traders of USD-M stand: open interest, shares of long and short, who takes. */
final class CrowdCalls {
  private static final long KEPT_MS = 30 * 86_400_000L;
  private static final int UNSAID = 30;
  private static final int MOST = 500;
  private static final List<Span> PERIODS =
      List.of(Span.M5, Span.M15, Span.M30, Span.H1, Span.H2, Span.H4, Span.H6, Span.H12, Span.D1);
  private static final Map<String, String> SUPPLIES = supplies();

  private final Boards boards;
  private final Map<String, Crowd> crowds = new LinkedHashMap<>();

  CrowdCalls(Boards boards) {
    this.boards = boards;
    boards.all().forEach(board -> crowds.put(board.name(), board.crowd()));
  }

  /** Coins in circulation, roughly; of others nobody here knows. */
  private static Map<String, String> supplies() {
    Map<String, String> supplies = new LinkedHashMap<>();
    supplies.put("BTC", "19950000.00000000");
    supplies.put("ETH", "120700000.00000000");
    supplies.put("XRP", "60100000000.00000000");
    supplies.put("SOL", "545000000.00000000");
    return supplies;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.open(Market.USDM, "/fapi/v1/openInterest", 1, this::open),
        data("openInterestHist", "symbol", this::openRow),
        data(
            "globalLongShortAccountRatio",
            "symbol",
            (o, b, t, p) -> ratio(o, b, t, Group.ALL_ACCOUNTS)),
        data(
            "topLongShortAccountRatio",
            "symbol",
            (o, b, t, p) -> ratio(o, b, t, Group.TOP_ACCOUNTS)),
        data(
            "topLongShortPositionRatio",
            "symbol",
            (o, b, t, p) -> ratio(o, b, t, Group.TOP_POSITIONS)),
        data("takerlongshortRatio", "symbol", this::takers),
        data("basis", "pair", this::basis));
  }

  /** Writes the row of one period of one symbol. */
  private interface Row {
    void write(Json out, Board board, long atMs, Span period);
  }

  private Endpoint data(String name, String parameter, Row row) {
    return Endpoint.open(
        Market.USDM, "/futures/data/" + name, 0, call -> rows(call, parameter, row));
  }

  private String rows(Call call, String parameter, Row row) {
    Params params = call.params();
    Board board = boards.named(params, parameter);
    if (parameter.equals("pair")) {
      params.required("contractType");
    }
    Span period =
        Span.find(params.required("period"))
            .filter(PERIODS::contains)
            .orElseThrow(() -> Refused.invalid("period"));
    Window window = Window.of(Market.USDM, call, UNSAID, MOST);
    if (window.startMs().orElse(Long.MAX_VALUE) < call.nowMs() - KEPT_MS) {
      throw Refused.invalid("startTime");
    }
    Json out = new Json().openArray();
    long last = period.floorMs(Math.min(window.endMs(), call.nowMs() - period.plus(0, 1)));
    long newest = period.plus(last, 1L - window.limit());
    long kept = Math.max(call.nowMs() - KEPT_MS, board.tape().startMs());
    long from = period.ceilMs(Math.max(kept, window.startMs().orElse(newest)));
    long until = Math.min(last, period.plus(from, window.limit() - 1L));
    for (long at = from; at <= until; at = period.nextMs(at)) {
      row.write(out, board, at, period);
    }
    return out.closeArray().toString();
  }

  private String open(Call call) {
    Board board = boards.named(call.params());
    Json out = new Json().open().text("symbol", board.name());
    long minuteMs = Span.M1.floorMs(call.nowMs());
    out.qty("openInterest", board.listing(), crowds.get(board.name()).openSteps(minuteMs));
    return out.number("time", minuteMs).close().toString();
  }

  private void openRow(Json out, Board board, long atMs, Span period) {
    Listing listing = board.listing();
    long e8 = crowds.get(board.name()).openSteps(atMs) * listing.stepE8();
    long markE8 = board.tape().mark(atMs).map(MarkPrice::markE8).orElse(0L);
    out.open().text("symbol", board.name()).decimal("sumOpenInterest", e8, 8);
    out.decimal("sumOpenInterestValue", Share.of(e8, markE8, 100_000_000L), 8);
    out.text("CMCCirculatingSupply", SUPPLIES.getOrDefault(listing.baseAsset(), "0.00000000"));
    out.number("timestamp", atMs).close();
  }

  private void ratio(Json out, Board board, long atMs, Group group) {
    long longs = crowds.get(board.name()).longs(group, atMs);
    out.open().text("symbol", board.name());
    out.decimal("longShortRatio", longs * 10_000 / (10_000 - longs) * 10_000, 4);
    out.decimal("longAccount", longs * 10_000, 4);
    out.decimal("shortAccount", (10_000 - longs) * 10_000, 4);
    out.number("timestamp", atMs).close();
  }

  private void takers(Json out, Board board, long atMs, Span period) {
    long endMs = period.nextMs(atMs);
    Bar bar = board.tape().bar(atMs, endMs, endMs);
    long sold = bar.steps() - bar.buySteps();
    out.open()
        .decimal("buySellRatio", Share.of(bar.buySteps(), 100_000_000L, Math.max(1, sold)), 4);
    out.decimal("sellVol", sold * board.listing().stepE8(), 4);
    out.decimal("buyVol", bar.buySteps() * board.listing().stepE8(), 4);
    out.number("timestamp", atMs).close();
  }

  private void basis(Json out, Board board, long atMs, Span period) {
    MarkPrice mark = board.tape().mark(atMs).orElseThrow();
    long futuresE8 = board.tape().lastTicks(atMs).orElse(0) * board.listing().tickE8();
    long basisE8 = futuresE8 - mark.indexE8();
    out.open().decimal("indexPrice", mark.indexE8(), 8).text("contractType", "PERPETUAL");
    out.decimal("basisRate", Share.of(basisE8, 100_000_000L, mark.indexE8()), 4);
    out.decimal("futuresPrice", futuresE8, board.listing().priceDecimals());
    out.text("annualizedBasisRate", "").decimal("basis", basisE8, 8);
    out.text("pair", board.name()).number("timestamp", atMs).close();
  }
}
