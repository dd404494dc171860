package io.tapeloom.sim.io.market;

import io.tapeloom.kernel.Market;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.Tape;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Params;
import io.tapeloom.sim.io.Security;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** Mark price, index and funding of USD-M. */
final class FundingCalls {
  private static final long FUNDING_MS = 8 * 3_600_000L;
  private static final int UNSAID = 100;
  private static final int NEWEST = 200;
  private static final int MOST = 1_000;

  private final Boards boards;

  FundingCalls(Boards boards) {
    this.boards = boards;
  }

  List<Endpoint> endpoints() {
    return List.of(
        new Endpoint(
            Market.USDM,
            "GET",
            "/fapi/v1/premiumIndex",
            Security.NONE,
            p -> p.all().containsKey("symbol") ? 1 : 10,
            0,
            this::premium),
        Endpoint.open(Market.USDM, "/fapi/v1/fundingRate", 0, this::rates),
        Endpoint.open(Market.USDM, "/fapi/v1/fundingInfo", 0, this::info),
        Endpoint.open(Market.USDM, "/fapi/v1/constituents", 2, this::constituents));
  }

  private String premium(Call call) {
    Json out = new Json();
    if (call.params().has("symbol")) {
      MarkPrice mark =
          boards
              .named(call.params())
              .tape()
              .mark(call.nowMs())
              .orElseThrow(() -> new Refused(-1122, "Invalid symbol status."));
      premium(out, mark);
      return out.toString();
    }
    out.openArray();
    boards.all().forEach(b -> b.tape().mark(call.nowMs()).ifPresent(mark -> premium(out, mark)));
    return out.closeArray().toString();
  }

  private static void premium(Json out, MarkPrice mark) {
    out.open().text("symbol", mark.instrument().symbol().name());
    out.decimal("markPrice", mark.markE8(), 8).decimal("indexPrice", mark.indexE8(), 8);
    out.decimal("estimatedSettlePrice", mark.indexE8(), 8);
    out.decimal("lastFundingRate", mark.fundingRateE8(), 8).text("interestRate", "0.00010000");
    out.number("nextFundingTime", mark.nextFundingMs()).number("time", mark.timeMs()).close();
  }

  /** One settlement of the past. */
  private record Paid(String symbol, long timeMs, long rateE8, long markE8) {}

  private String rates(Call call) {
    Params params = call.params();
    boolean one = params.has("symbol");
    List<Board> wanted = one ? List.of(boards.named(params)) : boards.all();
    Window window = Window.of(Market.USDM, call, UNSAID, MOST);
    boolean newest = window.startMs().isEmpty() && !window.ended() && !params.has("limit");
    int limit = newest ? NEWEST : window.limit();
    List<Paid> paid = new ArrayList<>();
    wanted.forEach(board -> paid.addAll(paid(board.tape(), window, limit)));
    paid.sort(Comparator.comparingLong(Paid::timeMs).thenComparing(Paid::symbol));
    List<Paid> page =
        window.startMs().isPresent()
            ? paid.subList(0, Math.min(limit, paid.size()))
            : paid.subList(Math.max(0, paid.size() - limit), paid.size());
    Json out = new Json().openArray();
    page.forEach(p -> row(out, p));
    return out.closeArray().toString();
  }

  private static void row(Json out, Paid paid) {
    out.open().text("symbol", paid.symbol()).number("fundingTime", paid.timeMs());
    out.decimal("fundingRate", paid.rateE8(), 8).decimal("markPrice", paid.markE8(), 8);
    out.text("rateType", "Regular").close();
  }

  private static List<Paid> paid(Tape tape, Window window, int limit) {
    long last = Math.floorDiv(window.endMs(), FUNDING_MS) * FUNDING_MS;
    long from = last - (limit - 1L) * FUNDING_MS;
    OptionalLong startMs = window.startMs();
    if (startMs.isPresent()) {
      from = Math.ceilDiv(startMs.getAsLong(), FUNDING_MS) * FUNDING_MS;
    }
    List<Paid> paid = new ArrayList<>();
    long first = (Math.floorDiv(tape.startMs(), FUNDING_MS) + 1) * FUNDING_MS;
    for (long at = Math.max(first, from); at <= last && paid.size() < limit; at += FUNDING_MS) {
      long timeMs = at;
      long rateE8 = tape.mark(at - 1).map(MarkPrice::fundingRateE8).orElse(0L);
      tape.mark(at)
          .ifPresent(m -> paid.add(new Paid(tape.listing().name(), timeMs, rateE8, m.markE8())));
    }
    return paid;
  }

  private String info(Call call) {
    Json out = new Json().openArray();
    for (Board board : boards.all()) {
      out.open().text("symbol", board.name());
      out.text("adjustedFundingRateCap", "0.00300000");
      out.text("adjustedFundingRateFloor", "-0.00300000");
      out.number("fundingIntervalHours", 8).flag("disclaimer", false).close();
    }
    return out.closeArray().toString();
  }

  /** The index is the price of spot. */
  private String constituents(Call call) {
    Board board = boards.named(call.params());
    Json out = new Json().open().text("symbol", board.name()).number("time", call.nowMs());
    out.name("constituents").openArray().open();
    out.text("exchange", "binance").text("symbol", board.name());
    out.decimal("price", board.tape().mark(call.nowMs()).map(MarkPrice::indexE8).orElse(0L), 8);
    return out.text("weight", "1.00000000").close().closeArray().close().toString();
  }
}
