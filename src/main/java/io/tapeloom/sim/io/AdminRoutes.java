package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.sim.Fault;
import io.tapeloom.sim.FaultPlan;
import io.tapeloom.sim.Tape;
import io.tapeloom.sim.TradeSource;
import io.tapeloom.sim.io.market.TapeRows;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What tools ask of the simulation itself, under {@code /__sim}. */
final class AdminRoutes {
  private static final int MOST_FRAMES = 1_000_000;
  private static final long LONGEST_STALL_MS = 3_600_000;
  private static final int PAGE = 10_000;

  /** Kinds of the streams that a symbol has. */
  private static final Pattern KIND =
      Pattern.compile(
          "(aggTrade|trade|bookTicker|miniTicker|ticker(_1h|_4h|_1d)?|avgPrice|forceOrder"
              + "|markPrice(@1s)?|kline_[0-9]+[smhdwM](@\\+08:00)?"
              + "|depth(5|10|20)?(@(100|250|500|1000)ms)?|rpiDepth@500ms)");

  private final TradeSource source;
  private final SimTime time;
  private final StreamHub hub;
  private final Faults planned;

  AdminRoutes(TradeSource source, SimTime time, StreamHub hub, Faults planned) {
    this.planned = planned;
    this.source = source;
    this.time = time;
    this.hub = hub;
  }

  /** One admin call. */
  private interface Call {
    void answer(RoutingContext ctx);
  }

  void mount(Router router) {
    BodyHandler body = BodyHandler.create(false).setBodyLimit(65_536);
    router.post("/__sim/fault").handler(body).handler(ctx -> serve(ctx, this::fault));
    router.get("/__sim/fault").handler(ctx -> serve(ctx, this::faults));
    router.get("/__sim/trades").handler(ctx -> serve(ctx, this::trades));
    router.get("/__sim/clock").handler(ctx -> serve(ctx, this::clock));
  }

  private void serve(RoutingContext ctx, Call call) {
    try {
      call.answer(ctx);
    } catch (BadAsk bad) {
      Answers.json(ctx, 400, bad.body().encode());
    }
  }

  private void clock(RoutingContext ctx) {
    JsonObject clock =
        new JsonObject()
            .put("market_ms", time.nowMs())
            .put("speed", time.speed())
            .put("halted", time.halted())
            .put("connections", hub.connections())
            .put("streams", hub.names());
    Answers.json(ctx, 200, clock.encode());
  }

  private void trades(RoutingContext ctx) {
    Market market = market(ctx.request().getParam("market", "usdm"));
    Tape tape = tape(market, ctx.request().getParam("symbol"));
    long from = number("from_id", ctx.request().getParam("from_id", "1"), Long.MAX_VALUE / 2);
    long limit = number("limit", ctx.request().getParam("limit", "1000"), PAGE);
    List<AggTrade> page = tape.fromId(from, (int) limit, time.nowMs());
    String next = page.size() < limit ? "null" : "\"" + (page.getLast().aggId() + 1) + "\"";
    String items = TapeRows.json(tape.listing(), page);
    Answers.json(ctx, 200, "{\"items\":" + items + ",\"nextCursor\":" + next + "}");
  }

  private static long number(String field, String text, long most) {
    try {
      long value = Long.parseLong(text);
      if (value >= 1 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new BadAsk(field, "a whole number from 1 to " + most, text);
    }
    throw new BadAsk(field, "a whole number from 1 to " + most, text);
  }

  private static Market market(Object code) {
    return Market.find(String.valueOf(code))
        .orElseThrow(() -> new BadAsk("market", "usdm or spot", code));
  }

  private Tape tape(Market market, Object symbol) {
    return source.tapes(market).stream()
        .filter(tape -> tape.listing().name().equals(symbol))
        .findFirst()
        .orElseThrow(() -> new BadAsk("symbol", "one of " + symbols(market), symbol));
  }

  private String symbols(Market market) {
    return source.tapes(market).stream()
        .map(t -> t.listing().name())
        .collect(Collectors.joining(", "));
  }

  private void fault(RoutingContext ctx) {
    JsonObject asked = BadAsk.body(ctx);
    if (!onOneStream(asked)) {
      long id = planned.add(FaultText.read(asked));
      Answers.json(ctx, 202, new JsonObject().put("id", id).encode());
      return;
    }
    Fault.Kind kind = kind(asked.getValue("kind"));
    String stream = stream(asked);
    int count = (int) number(asked, "count", 1, MOST_FRAMES);
    long forMs = number(asked, "for_ms", kind == Fault.Kind.STALL ? 5_000 : 0, LONGEST_STALL_MS);
    if (kind == Fault.Kind.STALL && forMs == 0) {
      throw new BadAsk("for_ms", "1 to " + LONGEST_STALL_MS, forMs);
    }
    hub.add(new Fault(kind, stream, Math.max(1, count), forMs));
    Answers.json(ctx, 202, new JsonObject().put("id", planned.nextId()).encode());
  }

  /**
   * The five kinds that act on whole frames of one stream, asked for without a time of their own.
   */
  private static boolean onOneStream(JsonObject asked) {
    boolean frames =
        Arrays.stream(Fault.Kind.values())
            .anyMatch(k -> k.name().toLowerCase(Locale.ROOT).equals(asked.getValue("kind")));
    return frames && Stream.of("at_ms", "on", "rate", "nth").noneMatch(asked::containsKey);
  }

  private void faults(RoutingContext ctx) {
    JsonArray items = new JsonArray();
    for (FaultPlan.Standing one : planned.standing()) {
      items.add(
          new JsonObject()
              .put("id", one.id())
              .put("kind", one.rule().kind().code())
              .put("armed", one.armed())
              .put("done", one.done()));
    }
    JsonObject body = new JsonObject().put("items", items).putNull("nextCursor");
    Answers.json(ctx, 200, body.encode());
  }

  private static Fault.Kind kind(Object name) {
    List<Fault.Kind> kinds = List.of(Fault.Kind.values());
    return kinds.stream()
        .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> new BadAsk("kind", "cut, stall, skip, repeat or swap", name));
  }

  /** Key of the stream that a fault is asked for. */
  private String stream(JsonObject asked) {
    Market market = market(asked.getValue("market", "usdm"));
    String symbol = tape(market, asked.getValue("symbol")).listing().name();
    String prefix = symbol.toLowerCase(Locale.ROOT) + "@";
    String said = String.valueOf(asked.getValue("stream", "aggTrade"));
    String kind = said.startsWith(prefix) ? said.substring(prefix.length()) : said;
    if (!KIND.matcher(kind).matches()) {
      throw new BadAsk("stream", "a symbol's stream such as aggTrade or depth@100ms", said);
    }
    return StreamHub.key(market, prefix + kind);
  }

  private static long number(JsonObject asked, String field, long unsaid, long most) {
    Object value = asked.getValue(field);
    if (value == null) {
      return unsaid;
    }
    boolean whole = value instanceof Integer || value instanceof Long;
    long number = whole ? ((Number) value).longValue() : -1;
    if (number < 0 || number > most || (field.equals("count") && number == 0)) {
      throw new BadAsk(field, "a whole number up to " + most, value);
    }
    return number;
  }
}
