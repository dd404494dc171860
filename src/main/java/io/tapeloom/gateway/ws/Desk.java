package io.tapeloom.gateway.ws;

import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Answers requests: with the data of a typed result as JSON, or with a refusal. */
final class Desk {
  private static final int SYMBOLS = 50;
  private static final int BARS = 1_000;
  private static final int TEXT = 100;
  private final Catalogue catalogue;
  private final MarketFeed feed;
  private final BarRows rows;
  private final Hub hub;
  private final LongSupplier marketMs;
  private final WsLimits limits;

  Desk(
      Catalogue catalogue,
      MarketFeed feed,
      BarRows rows,
      Hub hub,
      LongSupplier marketMs,
      WsLimits limits) {
    this.catalogue = catalogue;
    this.feed = feed;
    this.rows = rows;
    this.hub = hub;
    this.marketMs = marketMs;
    this.limits = limits;
  }

  /**
   * The data of the answer.
   *
   * @throws Refused where the request cannot be answered
   */
  Future<String> answer(RequestType type, JsonObject data, Subscriber who) {
    if (type.result().isEmpty()) {
      throw notServed(type);
    }
    Params params = new Params(type, data);
    return switch (type) {
      case GET_KLINES -> klines(params);
      case GET_CONFIG -> now(catalogue.config().encode());
      case GET_SERVER_TIME -> now(serverTime());
      case GET_SEARCH_SYMBOLS -> now(catalogue.search(params).encode());
      case GET_RESOLVE_SYMBOL -> now(listing(params).resolved().encode());
      case GET_QUOTES -> now(quotes(params));
      case GET_SUBSCRIPTIONS -> now(subscriptions(who));
      case SUBSCRIBE -> now(subscribe(params, who));
      case UNSUBSCRIBE -> now(unsubscribe(params, who));
      case GET_SPOT_ACCOUNT,
          GET_FUTURES_ACCOUNT,
          CREATE_ALERT_CONFIG,
          LIST_ALERT_CONFIG,
          UPDATE_ALERT_CONFIG,
          DELETE_ALERT_CONFIG,
          ENABLE_ALERT_CONFIG,
          LIST_SIGNALS,
          GET_STRATEGY_METADATA,
          GET_STRATEGY_METADATA_BY_TYPE,
          CREATE_ORDER,
          GET_ORDER,
          CANCEL_ORDER,
          LIST_ORDERS,
          GET_OPEN_ORDERS ->
          throw notServed(type);
    };
  }

  private static Refused notServed(RequestType type) {
    return Refused.of(ErrorCode.SERVICE_UNAVAILABLE, type + " is not served by this version");
  }

  private static Future<String> now(String data) {
    return Future.succeededFuture(data);
  }

  private String serverTime() {
    return new JsonObject().put("serverTime", marketMs.getAsLong()).encode();
  }

  private Listing listing(Params params) {
    return catalogue.find(SymbolName.parse(params.text("symbol", TEXT)));
  }

  private String quotes(Params params) {
    List<String> names = params.texts("symbols", ErrorCode.INVALID_SYMBOLS);
    if (names.size() > SYMBOLS) {
      throw Refused.of(
          ErrorCode.TOO_MANY_SYMBOLS,
          "data.symbols: expected at most " + SYMBOLS + ", got " + names.size());
    }
    List<Listing> listings =
        names.stream().map(name -> catalogue.find(SymbolName.parse(name))).toList();
    StringBuilder out = new StringBuilder("{\"quotes\":[");
    for (Listing listing : listings) {
      feed.of(listing).quote().json(out);
      out.append(',');
    }
    out.setLength(out.length() - 1);
    return out.append("],\"count\":").append(listings.size()).append('}').toString();
  }

  private Future<String> klines(Params params) {
    Listing listing = listing(params);
    TvInterval interval = TvInterval.parse(params.text("interval", TEXT));
    long askedMs = params.time("fromTime");
    long toMs = params.time("toTime");
    if (askedMs >= toMs) {
      throw Refused.of(
          ErrorCode.INVALID_DATE_RANGE,
          "data.toTime: expected a moment after fromTime " + askedMs + ", got " + toMs);
    }
    long fromMs = interval.floorMs(askedMs);
    long endMs = interval.nextMs(interval.floorMs(toMs - 1));
    Interval base = interval.base();
    int parts = (BARS + 2) * interval.most();
    return rows.newest(listing.instrument(), base, fromMs, endMs, parts)
        .map(stored -> feed.of(listing).completed(stored, base, fromMs, endMs))
        .map(all -> klines(listing, interval, all));
  }

  private static String klines(Listing listing, TvInterval interval, List<Kline> parts) {
    List<Bar> whole = BarFold.of(interval, parts);
    List<Bar> bars = whole.subList(Math.max(0, whole.size() - BARS), whole.size());
    StringBuilder out = new StringBuilder(100 + 110 * bars.size());
    out.append("{\"symbol\":\"").append(listing.name().full());
    out.append("\",\"interval\":\"").append(interval.code()).append("\",\"bars\":[");
    for (Bar bar : bars) {
      bar.json(out);
      out.append(',');
    }
    out.setLength(bars.isEmpty() ? out.length() : out.length() - 1);
    out.append("],\"count\":").append(bars.size());
    out.append(",\"noData\":").append(bars.isEmpty());
    out.append(",\"truncated\":").append(whole.size() > bars.size());
    return out.append(",\"missing\":").append(missing(interval, bars)).append('}').toString();
  }

  /** How many bars are not stored between the first and the last one. */
  private static long missing(TvInterval interval, List<Bar> bars) {
    return bars.isEmpty()
        ? 0
        : interval.between(bars.getFirst().timeMs(), bars.getLast().timeMs()) + 1 - bars.size();
  }

  private static String subscriptions(Subscriber who) {
    JsonArray items = new JsonArray();
    who.subscriptions().values().forEach(s -> items.add(s.json()));
    return new JsonObject()
        .put("subscriptions", items)
        .put("total", items.size())
        .put("activeCount", items.size())
        .put("inactiveCount", 0)
        .encode();
  }

  private String subscribe(Params params, Subscriber who) {
    if (params.has("all")) {
      throw Refused.of(
          ErrorCode.INVALID_PARAMETERS, "data.all: only UNSUBSCRIBE takes it; name the keys");
    }
    List<SubscriptionKey> keys = new ArrayList<>();
    Set<String> after = new LinkedHashSet<>(who.subscriptions().keySet());
    for (String text : params.texts("subscriptions", ErrorCode.INVALID_PARAMETERS)) {
      keys.add(SubscriptionKey.parse(text, catalogue));
      after.add(text);
    }
    if (after.size() > limits.subscriptionsPerSocket()) {
      throw Refused.of(
          ErrorCode.RATE_LIMIT_EXCEEDED,
          "data.subscriptions: expected at most "
              + limits.subscriptionsPerSocket()
              + " keys on one socket, got "
              + after.size());
    }
    hub.subscribe(who, keys);
    return subscriptions(who);
  }

  private String unsubscribe(Params params, Subscriber who) {
    List<String> keys =
        params.isTrue("all") && !params.has("subscriptions")
            ? List.copyOf(who.subscriptions().keySet())
            : params.texts("subscriptions", ErrorCode.INVALID_PARAMETERS).stream()
                .distinct()
                .toList();
    for (String key : keys) {
      if (!who.subscriptions().containsKey(key)) {
        throw Refused.of(
            ErrorCode.SUBSCRIPTION_NOT_FOUND,
            "subscription: this socket has no " + Refused.shown(key));
      }
    }
    hub.unsubscribe(who, keys);
    return subscriptions(who);
  }
}
