package io.tapeloom.sim.io;

import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.sim.Bar;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.Tape;
import io.tapeloom.sim.TradeSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The public REST calls of the USD-M market, with their weights and paging rules. */
final class MarketRoutes {
  private static final long HOUR_MS = 3_600_000;
  private static final long SERVED_MS = 24 * HOUR_MS;

  private final Vertx vertx;
  private final TradeSource source;
  private final SimTime time;
  private final Weights weights;

  MarketRoutes(Vertx vertx, TradeSource source, SimTime time, int weightPerMinute) {
    this.vertx = vertx;
    this.source = source;
    this.time = time;
    this.weights = new Weights(weightPerMinute);
  }

  /** What one call answers: JSON text, at once or later. */
  private interface Call {
    Future<String> answer(Query query);
  }

  /** What one call weighs. */
  private interface Weight {
    int of(Query query);
  }

  void mount(Router router) {
    route(router, "ping", q -> 1, q -> now("{}"));
    route(router, "time", q -> 1, q -> now("{\"serverTime\":" + time.nowMs() + "}"));
    route(router, "exchangeInfo", q -> 1, q -> now(exchangeInfo().encode()));
    route(router, "aggTrades", q -> 20, q -> now(aggTrades(q)));
    route(router, "klines", this::klineWeight, this::klines);
    route(router, "premiumIndex", q -> q.text("symbol").isPresent() ? 1 : 10, q -> now(premium(q)));
  }

  private static Future<String> now(String text) {
    return Future.succeededFuture(text);
  }

  private void route(Router router, String name, Weight weight, Call call) {
    router.get("/fapi/v1/" + name).handler(ctx -> serve(ctx, weight, call));
  }

  private void serve(RoutingContext ctx, Weight weight, Call call) {
    Query query = new Query(ctx.queryParams());
    long realMs = System.currentTimeMillis();
    try {
      int used = weights.use(weight.of(query), realMs);
      ctx.response().putHeader("X-MBX-USED-WEIGHT-1M", Integer.toString(used));
      if (weights.exceeded()) {
        ctx.response().putHeader("Retry-After", "" + Weights.retryAfterSeconds(realMs));
        throw Refusal.tooMuch(weights.limit());
      }
      call.answer(query).onSuccess(text -> Answers.json(ctx, 200, text)).onFailure(ctx::fail);
    } catch (Refusal refusal) {
      Answers.refuse(ctx, refusal);
    }
  }

  private JsonObject exchangeInfo() {
    return ExchangeInfo.of(source, weights.limit(), time.nowMs());
  }

  private String aggTrades(Query query) {
    Tape tape = query.tape(source);
    int limit = query.limit(500, 1000);
    OptionalLong fromId = query.number("fromId");
    OptionalLong startMs = query.number("startTime");
    OptionalLong endMs = query.number("endTime");
    if (fromId.isPresent() && (startMs.isPresent() || endMs.isPresent())) {
      throw Refusal.of(-1128, "Combination of optional parameters invalid.");
    }
    return rows(tape.listing(), page(tape, fromId, startMs, endMs, limit));
  }

  private List<AggTrade> page(
      Tape tape, OptionalLong fromId, OptionalLong startMs, OptionalLong endMs, int limit) {
    long now = time.nowMs();
    long oldest = tape.firstIdAt(now - SERVED_MS);
    if (fromId.isPresent()) {
      return tape.fromId(Math.max(oldest, fromId.getAsLong()), limit, now);
    }
    checkSpan(startMs, endMs);
    long until = Math.min(now, endMs.orElse(now));
    if (startMs.isPresent() && startMs.getAsLong() > until) {
      return List.of();
    }
    if (startMs.isPresent()) {
      long first = tape.firstIdAt(Math.max(now - SERVED_MS, startMs.getAsLong()));
      return tape.fromId(first, limit, until);
    }
    OptionalLong newest = tape.newestId(until);
    if (newest.isEmpty()) {
      return List.of();
    }
    return tape.fromId(Math.max(oldest, newest.getAsLong() - limit + 1), limit, until);
  }

  private static void checkSpan(OptionalLong startMs, OptionalLong endMs) {
    if (startMs.isEmpty() || endMs.isEmpty()) {
      return;
    }
    if (startMs.getAsLong() > endMs.getAsLong()) {
      throw Refusal.of(-1023, "Start time is greater than end time.");
    }
    if (endMs.getAsLong() - startMs.getAsLong() >= HOUR_MS) {
      throw Refusal.of(-1127, "More than 1 hours between startTime and endTime.");
    }
  }

  static String rows(Listing listing, List<AggTrade> trades) {
    StringBuilder out = new StringBuilder(trades.size() * 120 + 2).append('[');
    for (AggTrade trade : trades) {
      out.append(out.length() > 1 ? "," : "");
      Texts.restTrade(out, listing, trade);
    }
    return out.append(']').toString();
  }

  private int klineWeight(Query query) {
    long limit = query.number("limit").orElse(500);
    return limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1000 ? 5 : 10;
  }

  private Future<String> klines(Query query) {
    Tape tape = query.tape(source);
    Interval interval = query.interval();
    int limit = query.limit(500, 1500);
    long now = time.nowMs();
    long to = Math.min(now, query.number("endTime").orElse(now));
    OptionalLong start = query.number("startTime");
    if (start.isPresent() && start.getAsLong() > query.number("endTime").orElse(Long.MAX_VALUE)) {
      throw Refusal.of(-1023, "Start time is greater than end time.");
    }
    long newest = interval.floorMs(to) - (limit - 1L) * interval.ms();
    long from = Math.max(start.orElse(newest), interval.floorMs(tape.startMs()));
    long until = start.isPresent() ? Math.min(to, lastOf(interval, from, limit)) : to;
    return vertx.executeBlocking(
        () -> bars(tape.listing(), interval, tape.bars(interval, from, until, now)), false);
  }

  private static long lastOf(Interval interval, long fromMs, int limit) {
    long first = Math.ceilDiv(fromMs, interval.ms()) * interval.ms();
    return first + (limit - 1L) * interval.ms();
  }

  private static String bars(Listing listing, Interval interval, List<Bar> bars) {
    StringBuilder out = new StringBuilder(bars.size() * 160 + 2).append('[');
    for (Bar bar : bars) {
      out.append(out.length() > 1 ? "," : "");
      Texts.restKline(out, listing, interval, bar);
    }
    return out.append(']').toString();
  }

  private String premium(Query query) {
    long now = time.nowMs();
    if (query.text("symbol").isPresent()) {
      Tape tape = query.tape(source);
      return tape.mark(now)
          .map(Texts::premiumIndex)
          .orElseThrow(() -> Refusal.of(-1122, "Invalid symbol status."));
    }
    return source.tapes(Market.USDM).stream()
        .flatMap(tape -> tape.mark(now).stream())
        .map(Texts::premiumIndex)
        .collect(Collectors.joining(",", "[", "]"));
  }
}
