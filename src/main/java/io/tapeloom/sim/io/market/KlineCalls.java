package io.tapeloom.sim.io.market;

import io.tapeloom.sim.Bar;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.PriceBar;
import io.tapeloom.sim.PriceBars;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.Span;
import io.tapeloom.sim.Tape;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Handler;
import io.tapeloom.sim.io.Params;
import io.tapeloom.sim.io.Security;
import io.vertx.core.Vertx;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bars of what traded, and on USD-M of mark price, index price and premium. */
final class KlineCalls {
  private static final Pattern ZONE = Pattern.compile("([+-]?)([0-9]{1,2})(?::([0-5][0-9]))?");
  private static final List<String> CONTRACTS =
      List.of("PERPETUAL", "CURRENT_QUARTER", "NEXT_QUARTER", "TRADIFI_PERPETUAL");

  private final Vertx vertx;
  private final Boards boards;
  private final boolean spot;
  private final Map<PriceBars.Kind, Map<String, PriceBars>> prices =
      new EnumMap<>(PriceBars.Kind.class);

  KlineCalls(Vertx vertx, Boards boards) {
    this.vertx = vertx;
    this.boards = boards;
    this.spot = boards.spot();
    for (PriceBars.Kind kind : PriceBars.Kind.values()) {
      Map<String, PriceBars> byName = new LinkedHashMap<>();
      boards.all().forEach(board -> byName.put(board.name(), board.prices(kind)));
      prices.put(kind, byName);
    }
  }

  List<Endpoint> endpoints() {
    if (spot) {
      return List.of(
          call("/api/v3/klines", p -> 2, c -> trades(c, boards.named(c.params()))),
          call("/api/v3/uiKlines", p -> 2, c -> trades(c, boards.named(c.params()))));
    }
    return List.of(
        call("/fapi/v1/klines", this::weight, c -> trades(c, boards.named(c.params()))),
        call("/fapi/v1/continuousKlines", this::weight, this::continuous),
        call("/fapi/v1/markPriceKlines", this::weight, c -> price(c, PriceBars.Kind.MARK)),
        call("/fapi/v1/indexPriceKlines", this::weight, c -> price(c, PriceBars.Kind.INDEX)),
        call("/fapi/v1/premiumIndexKlines", this::weight, c -> price(c, PriceBars.Kind.PREMIUM)));
  }

  private Endpoint call(String path, ToIntFunction<Params> weight, Handler slow) {
    return new Endpoint(
        boards.market(), "GET", path, Security.NONE, weight, 0, Handler.beside(vertx, slow));
  }

  private int weight(Params params) {
    String limit = params.all().getOrDefault("limit", "500");
    long rows = limit.matches("[0-9]{1,9}") ? Long.parseLong(limit) : 1;
    return rows < 100 ? 1 : rows < 500 ? 2 : rows <= 1_000 ? 5 : 10;
  }

  private String continuous(Call call) {
    Board board = boards.named(call.params(), "pair");
    String contract = call.params().required("contractType");
    if (!CONTRACTS.contains(contract)) {
      throw new Refused(-4104, "Invalid contract type.");
    }
    String rows = trades(call, board);
    return contract.equals("PERPETUAL") ? rows : "[]";
  }

  private Span span(Params params) {
    Span span =
        Span.find(params.required("interval"))
            .orElseThrow(() -> new Refused(-1120, "Invalid interval."));
    if (!spot && span == Span.S1) {
      throw new Refused(-1120, "Invalid interval.");
    }
    return span;
  }

  /** Where bars start, in ms before UTC; spot may ask for days of another place. */
  private long zoneMs(Params params) {
    Optional<String> zone = spot ? params.text("timeZone") : Optional.empty();
    if (zone.isEmpty()) {
      return 0;
    }
    Matcher parts = ZONE.matcher(zone.get());
    if (!parts.matches()) {
      throw Refused.invalid("timeZone");
    }
    long minutes = parts.group(3) == null ? 0 : Long.parseLong(parts.group(3));
    long ms = (Long.parseLong(parts.group(2)) * 60 + minutes) * 60_000;
    long shift = parts.group(1).equals("-") ? -ms : ms;
    if (shift < -12 * 3_600_000L || shift > 14 * 3_600_000L) {
      throw Refused.invalid("timeZone");
    }
    return shift;
  }

  /** First and last start of the bars that a call wants. */
  private record Stretch(Span span, long zoneMs, long fromMs, long toMs) {
    static Stretch of(Span span, long zoneMs, Window window) {
      long newest = span.floorMs(window.endMs() + zoneMs);
      if (window.startMs().isEmpty()) {
        return new Stretch(span, zoneMs, span.plus(newest, 1L - window.limit()), newest);
      }
      long from = span.ceilMs(window.startMs().getAsLong() + zoneMs);
      return new Stretch(
          span, zoneMs, from, Math.min(newest, span.plus(from, window.limit() - 1L)));
    }
  }

  private Stretch stretch(Call call, Tape tape) {
    Span span = span(call.params());
    long zoneMs = zoneMs(call.params());
    Window window = Window.of(boards.market(), call, 500, spot ? 1_000 : 1_500);
    boards.done(call);
    Stretch asked = Stretch.of(span, zoneMs, window);
    long first = span.floorMs(tape.startMs() + zoneMs);
    if (asked.fromMs >= first || window.startMs().isEmpty()) {
      return new Stretch(span, zoneMs, Math.max(first, asked.fromMs), asked.toMs);
    }
    long last = span.floorMs(window.endMs() + zoneMs);
    return new Stretch(span, zoneMs, first, Math.min(last, span.plus(first, window.limit() - 1L)));
  }

  private String trades(Call call, Board board) {
    Stretch want = stretch(call, board.tape());
    Json out = new Json().openArray();
    for (long at = want.fromMs; at <= want.toMs; at = want.span.nextMs(at)) {
      long openMs = at - want.zoneMs;
      long endMs = want.span.nextMs(at) - want.zoneMs;
      Bar bar = board.tape().bar(openMs, endMs, call.nowMs());
      row(out, board.listing(), bar, call.time(openMs), call.time(endMs) - 1);
    }
    return out.closeArray().toString();
  }

  private static void row(Json out, Listing listing, Bar bar, long openTime, long closeTime) {
    out.openArray().number(openTime).price(listing, bar.open()).price(listing, bar.high());
    out.price(listing, bar.low()).price(listing, bar.close()).qty(listing, bar.steps());
    out.number(closeTime).amount(listing, bar.amount()).number(bar.trades());
    out.qty(listing, bar.buySteps()).amount(listing, bar.buyAmount()).text("0").closeArray();
  }

  private String price(Call call, PriceBars.Kind kind) {
    Board board = boards.named(call.params(), kind == PriceBars.Kind.INDEX ? "pair" : "symbol");
    Stretch want = stretch(call, board.tape());
    PriceBars source = prices.get(kind).get(board.name());
    Json out = new Json().openArray();
    for (PriceBar bar : source.bars(want.span, want.fromMs, want.toMs, call.nowMs())) {
      out.openArray().number(bar.openMs()).decimal(bar.openE8(), 8).decimal(bar.highE8(), 8);
      out.decimal(bar.lowE8(), 8).decimal(bar.closeE8(), 8).text("0");
      out.number(want.span.nextMs(bar.openMs()) - 1).text("0").number(bar.count());
      out.text("0").text("0").text("0").closeArray();
    }
    return out.closeArray().toString();
  }
}
