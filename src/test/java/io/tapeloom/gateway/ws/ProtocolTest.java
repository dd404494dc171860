package io.tapeloom.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Interval;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every request with its result and its errors, and every push, over real sockets. */
class ProtocolTest {
  private static final String BTC = "BINANCE:BTCUSDT.PERP";
  private static final long MINUTE_MS = 60_000;
  private static final long OPEN_MS = Interval.M1.floorMs(WsRig.NOW_MS);
  private WsRig rig;
  private WsClient client;

  @BeforeEach
  void start() throws Exception {
    rig = new WsRig(limits(10_000));
    client = rig.open("/ws/market");
  }

  private static WsLimits limits(int answerMs) {
    return new WsLimits(5, 4, 1_000, 20, 1 << 20, 20_000, 60_000, 50, 50, answerMs);
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  private static JsonObject nothing() {
    return new JsonObject();
  }

  @Test
  void theConfigurationNamesWhatCharts() throws Exception {
    JsonObject config = client.result("GET_CONFIG", nothing(), "CONFIG_DATA");
    assertEquals(
        new JsonObject(
            """
            {"supports_search":true,"supports_group_request":false,"supports_marks":false,
             "supports_timescale_marks":false,"supports_time":true,
             "supported_resolutions":["1","5","15","60","240","1D","1W","1M"],
             "currency_codes":["USDT"],
             "symbols_types":[{"name":"Futures","value":"futures"}]}"""),
        config);
  }

  @Test
  void theServerTimeIsTheMarkets() throws Exception {
    JsonObject time = client.result("GET_SERVER_TIME", nothing(), "SERVER_TIME_DATA");
    assertEquals(new JsonObject().put("serverTime", WsRig.NOW_MS), time);
  }

  @Test
  void searchFindsByNameAndPages() throws Exception {
    JsonObject query = new JsonObject().put("query", "eth").put("exchange", "BINANCE");
    JsonObject found = client.result("GET_SEARCH_SYMBOLS", query, "SEARCH_SYMBOLS_DATA");
    assertEquals(1, found.getInteger("total"));
    assertEquals(
        new JsonObject(
            """
            {"symbol":"ETHUSDT.PERP","fullName":"BINANCE:ETHUSDT.PERP",
             "description":"ETH / USDT perpetual","exchange":"BINANCE",
             "ticker":"BINANCE:ETHUSDT.PERP","type":"futures"}"""),
        found.getJsonArray("symbols").getJsonObject(0));
    JsonObject second = new JsonObject().put("limit", 1).put("offset", 1);
    JsonObject page = client.result("GET_SEARCH_SYMBOLS", second, "SEARCH_SYMBOLS_DATA");
    assertEquals(2, page.getInteger("total"));
    assertEquals(1, page.getInteger("count"));
    assertEquals("INVALID_PARAMETERS", searchError("limit", 101));
    assertEquals("INVALID_PARAMETERS", searchError("limit", "5"));
    assertEquals("INVALID_PARAMETERS", searchError("query", 5));
    assertEquals("EXCHANGE_NOT_SUPPORTED", searchError("exchange", "KRAKEN"));
    assertEquals("INVALID_PARAMETERS", searchError("page", 1));
  }

  private String searchError(String name, Object value) throws Exception {
    return client.error("GET_SEARCH_SYMBOLS", new JsonObject().put(name, value));
  }

  @Test
  void aSymbolIsResolvedForTheChartingLibrary() throws Exception {
    JsonObject info = client.result("GET_RESOLVE_SYMBOL", symbol(BTC), "SYMBOL_DATA");
    assertEquals(BTC, info.getString("ticker"));
    assertEquals(10, info.getInteger("pricescale"));
    assertEquals(1, info.getInteger("minmov"));
    assertEquals(3, info.getInteger("volume_precision"));
    assertEquals("24x7", info.getString("session"));
    JsonObject eth = symbol("ETHUSDT.PERP");
    JsonObject other = client.result("GET_RESOLVE_SYMBOL", eth, "SYMBOL_DATA");
    assertEquals(100, other.getInteger("pricescale"));
    assertEquals(5, other.getInteger("minmov"));
    assertEquals(0, other.getInteger("volume_precision"));
    assertEquals("SYMBOL_NOT_FOUND", resolveError("BINANCE:BTCUSDT"));
    assertEquals("SYMBOL_NOT_FOUND", resolveError("BINANCE:NONEUSDT.PERP"));
    assertEquals("INVALID_SYMBOL", resolveError("BINANCE:btc usdt"));
    assertEquals("EXCHANGE_NOT_SUPPORTED", resolveError("KRAKEN:BTCUSDT.PERP"));
    assertEquals("MISSING_SYMBOL", client.error("GET_RESOLVE_SYMBOL", nothing()));
  }

  private String resolveError(String symbol) throws Exception {
    return client.error("GET_RESOLVE_SYMBOL", symbol(symbol));
  }

  private static JsonObject symbol(String symbol) {
    return new JsonObject().put("symbol", symbol);
  }

  private static JsonObject klines(String interval, long fromMs, long toMs) {
    return symbol(BTC).put("interval", interval).put("fromTime", fromMs).put("toTime", toMs);
  }

  /** Minutes from that time on; the n-th opens at 100 + n and closes at 100.5 + n. */
  private void store(long fromMs, int count) {
    rig.rows.set(
        (instrument, interval, from, to, limit) ->
            Future.succeededFuture(
                LongStream.range(0, count)
                    .mapToObj(
                        n ->
                            WsRig.barOf(
                                instrument,
                                interval,
                                fromMs + n * interval.ms(),
                                (100 + n) + "",
                                (100 + n) + ".5"))
                    .filter(b -> b.openMs() >= from && b.openMs() < to)
                    .skip(Math.max(0, count - limit))
                    .toList()));
  }

  @Test
  void barsComeFromRowsAndTheRunningOneFromTheBus() throws Exception {
    store(OPEN_MS - 2 * MINUTE_MS, 2);
    client.subscribe(BTC + "@KLINE_1");
    rig.bar(WsRig.barOf(WsRig.BTC, Interval.M1, OPEN_MS, "200", "201.25"));
    client.update(BTC + "@KLINE_1");
    JsonObject asked = klines("1", OPEN_MS - 2 * MINUTE_MS, OPEN_MS + 1);
    JsonObject data = client.result("GET_KLINES", asked, "KLINES_DATA");
    assertEquals(3, data.getInteger("count"), data::encode);
    assertFalse(data.getBoolean("noData"));
    assertFalse(data.getBoolean("truncated"));
    assertEquals(0, data.getInteger("missing"));
    assertEquals("1", data.getString("interval"));
    assertEquals(
        "{\"time\":"
            + OPEN_MS
            + ",\"open\":200,\"high\":201.25,\"low\":1,"
            + "\"close\":201.25,\"volume\":1}",
        data.getJsonArray("bars").getJsonObject(2).encode());
    JsonObject before = klines("1", OPEN_MS - 2 * MINUTE_MS, OPEN_MS);
    assertEquals(2, client.result("GET_KLINES", before, "KLINES_DATA").getInteger("count"));
  }

  @Test
  void longerBarsAreMadeOfWholePartsOnly() throws Exception {
    long startMs = TvInterval.MIN_3.floorMs(OPEN_MS) - 6 * MINUTE_MS;
    store(startMs - MINUTE_MS, 8);
    JsonObject data =
        client.result("GET_KLINES", klines("3", startMs - 999_999, OPEN_MS), "KLINES_DATA");
    assertEquals(3, data.getInteger("count"), data::encode);
    JsonObject first = data.getJsonArray("bars").getJsonObject(0);
    assertEquals(startMs, first.getLong("time"));
    assertEquals(101, first.getInteger("open"));
    assertEquals(103.5, first.getDouble("close"));
    assertEquals(3, first.getInteger("volume"));
  }

  @Test
  void atMostAThousandBarsAndTheNewestOfThem() throws Exception {
    store(OPEN_MS - 1_200 * MINUTE_MS, 1_200);
    JsonObject asked = klines("1", 0, OPEN_MS);
    JsonObject data = client.result("GET_KLINES", asked, "KLINES_DATA");
    assertEquals(1_000, data.getInteger("count"));
    assertTrue(data.getBoolean("truncated"));
    JsonObject last = data.getJsonArray("bars").getJsonObject(999);
    assertEquals(OPEN_MS - MINUTE_MS, last.getLong("time"));
  }

  @Test
  void whatIsWrongWithARequestForBarsIsNamed() throws Exception {
    JsonObject none = client.result("GET_KLINES", klines("1M", 0, 1), "KLINES_DATA");
    assertTrue(none.getBoolean("noData"));
    assertEquals("INVALID_INTERVAL", client.error("GET_KLINES", klines("7", 0, 1)));
    assertEquals("INVALID_DATE_RANGE", client.error("GET_KLINES", klines("1", 5, 5)));
    assertEquals("INVALID_PARAMETERS", client.error("GET_KLINES", klines("1", -1, 5)));
    JsonObject half = klines("1", 0, 1);
    half.remove("fromTime");
    assertEquals("MISSING_FROM_TIME", client.error("GET_KLINES", half));
    half.put("fromTime", "yesterday");
    assertEquals("INVALID_PARAMETERS", client.error("GET_KLINES", half));
  }

  @Test
  void rowsThatFailOrNeverComeAreSaid() throws Exception {
    rig.rows.set((_, _, _, _, _) -> Future.failedFuture("no database"));
    assertEquals("INTERNAL_ERROR", client.error("GET_KLINES", klines("1", 0, 1)));
    WsRig hasty = new WsRig(limits(30));
    try {
      hasty.rows.set((_, _, _, _, _) -> Promise.<List<io.tapeloom.market.Kline>>promise().future());
      WsClient waiting = hasty.open("/ws/market");
      assertEquals("TIMEOUT", waiting.error("GET_KLINES", klines("1", 0, 1)));
    } finally {
      hasty.close();
    }
  }

  @Test
  void quotesSayWhatIsMissing() throws Exception {
    client.subscribe(BTC + "@QUOTES");
    rig.bar(WsRig.barOf(WsRig.BTC, Interval.D1, day(-1), "90", "100"));
    rig.bar(WsRig.barOf(WsRig.BTC, Interval.D1, day(0), "100", "102.5"));
    rig.trade(WsRig.BTC, 1, "102.5");
    JsonObject update = client.update(BTC + "@QUOTES");
    while (update.getJsonObject("quote").getJsonObject("v").getValue("lp") == null) {
      update = client.update(BTC + "@QUOTES");
    }
    JsonObject asked =
        new JsonObject().put("symbols", new JsonArray().add(BTC).add("ETHUSDT.PERP"));
    JsonObject data = client.result("GET_QUOTES", asked, "QUOTES_DATA");
    assertEquals(2, data.getInteger("count"));
    assertEquals(
        new JsonObject(
            """
            {"n":"BINANCE:BTCUSDT.PERP","s":"ok","v":{"ch":2.5,"chp":2.5,
             "short_name":"BTCUSDT.PERP","exchange":"BINANCE",
             "description":"BTC / USDT perpetual","lp":102.5,"ask":null,"bid":null,"spread":null,
             "open_price":100,"high_price":102.5,"low_price":1,"prev_close_price":100,"volume":1},
             "missing":["ask","bid","spread"]}"""),
        data.getJsonArray("quotes").getJsonObject(0));
    JsonObject eth = data.getJsonArray("quotes").getJsonObject(1);
    assertEquals(11, eth.getJsonArray("missing").size(), eth::encode);
  }

  private static long day(int later) {
    return Interval.D1.floorMs(WsRig.NOW_MS) + later * Interval.D1.ms();
  }

  @Test
  void listsOfSymbolsAreChecked() throws Exception {
    assertEquals("MISSING_SYMBOLS", client.error("GET_QUOTES", nothing()));
    assertEquals("INVALID_SYMBOLS", quotesError(new JsonArray()));
    assertEquals("INVALID_SYMBOLS", quotesError(new JsonArray().add(5)));
    assertEquals("INVALID_SYMBOLS", quotesError("BTCUSDT.PERP"));
    assertEquals("SYMBOL_NOT_FOUND", quotesError(new JsonArray().add(BTC).add("BTCUSDT")));
    JsonArray many = new JsonArray();
    for (int i = 0; i < 51; i++) {
      many.add(BTC);
    }
    assertEquals("TOO_MANY_SYMBOLS", quotesError(many));
  }

  private String quotesError(Object symbols) throws Exception {
    return client.error("GET_QUOTES", new JsonObject().put("symbols", symbols));
  }

  @Test
  void subscriptionsComeAndGo() throws Exception {
    JsonObject data = client.subscribe(BTC + "@TRADE", BTC + "@KLINE_D", BTC + "@TRADE");
    assertEquals(2, data.getInteger("total"));
    assertEquals(2, data.getInteger("activeCount"));
    assertEquals(0, data.getInteger("inactiveCount"));
    rig.trade(WsRig.BTC, 7, "64000.5");
    JsonObject trade = client.update(BTC + "@TRADE").getJsonObject("trade");
    assertEquals(
        "{\"price\":64000.5,\"size\":0.25,\"time\":"
            + (WsRig.NOW_MS + 7)
            + ",\"side\":\"buy\",\"id\":7}",
        trade.encode());
    rig.trade(WsRig.BTC, 7, "64000.5");
    rig.trade(WsRig.BTC, 8, "64000");
    assertEquals(8, client.update(BTC + "@TRADE").getJsonObject("trade").getLong("id"));
    JsonObject listed = client.result("GET_SUBSCRIPTIONS", nothing(), "SUBSCRIPTION_DATA");
    JsonObject first = listed.getJsonArray("subscriptions").getJsonObject(0);
    assertEquals(
        new JsonObject()
            .put("subscriptionKey", BTC + "@TRADE")
            .put("dataType", "TRADE")
            .put("exchange", "BINANCE")
            .put("symbol", BTC)
            .putNull("interval")
            .put("productType", "FUTURES")
            .put("status", "active")
            .put("subscribedAt", WsRig.NOW_MS)
            .put("messageCount", 2)
            .put("lastMessageAt", WsRig.NOW_MS),
        first);
    JsonObject rest = unsubscribe(new JsonObject().put("subscriptions", keys(BTC + "@TRADE")));
    assertEquals(1, rest.getInteger("total"));
    assertEquals(0, unsubscribe(new JsonObject().put("all", true)).getInteger("total"));
    assertEquals(0, unsubscribe(new JsonObject().put("all", true)).getInteger("total"));
  }

  private JsonObject unsubscribe(JsonObject data) throws Exception {
    return client.result("UNSUBSCRIBE", data, "SUBSCRIPTION_DATA");
  }

  private static JsonArray keys(String... keys) {
    return new JsonArray(List.of(keys));
  }

  @Test
  void wrongSubscriptionsChangeNothing() throws Exception {
    assertEquals("MISSING_SUBSCRIPTIONS", client.error("SUBSCRIBE", nothing()));
    assertEquals("INVALID_PARAMETERS", subscribeError("BTCUSDT.PERP@TRADE"));
    assertEquals("INVALID_PARAMETERS", subscribeError(BTC + "@DEPTH"));
    assertEquals("INVALID_PARAMETERS", subscribeError(BTC + "@TRADE@TRADE"));
    assertEquals("INVALID_INTERVAL", subscribeError(BTC + "@KLINE_2"));
    assertEquals("SYMBOL_NOT_FOUND", subscribeError("BINANCE:BTCUSDT@TRADE"));
    assertEquals("EXCHANGE_NOT_SUPPORTED", subscribeError("KRAKEN:BTCUSDT.PERP@TRADE"));
    assertEquals("SERVICE_UNAVAILABLE", subscribeError("SIGNAL:5"));
    assertEquals("SERVICE_UNAVAILABLE", subscribeError("TRADING:ORDER"));
    assertEquals("SERVICE_UNAVAILABLE", subscribeError("BINANCE:ACCOUNT@SPOT"));
    assertEquals(
        "INVALID_PARAMETERS", client.error("SUBSCRIBE", new JsonObject().put("all", true)));
    JsonArray five = keys("1", "3", "5", "15", "30");
    JsonArray many = new JsonArray();
    five.forEach(interval -> many.add(BTC + "@KLINE_" + interval));
    JsonObject tooMany = new JsonObject().put("subscriptions", many);
    assertEquals("RATE_LIMIT_EXCEEDED", client.error("SUBSCRIBE", tooMany));
    JsonObject foreign = new JsonObject().put("subscriptions", keys(BTC + "@QUOTES"));
    assertEquals("SUBSCRIPTION_NOT_FOUND", client.error("UNSUBSCRIBE", foreign));
    JsonObject listed = client.result("GET_SUBSCRIPTIONS", nothing(), "SUBSCRIPTION_DATA");
    assertEquals(0, listed.getInteger("total"));
  }

  private String subscribeError(String key) throws Exception {
    return client.error(
        "SUBSCRIBE", new JsonObject().put("subscriptions", keys(BTC + "@TRADE", key)));
  }

  @Test
  void barsOfEveryLengthArePushed() throws Exception {
    long halfHourMs = TvInterval.MIN_30.floorMs(WsRig.NOW_MS);
    rig.rows.set(
        (instrument, interval, from, _, _) ->
            Future.succeededFuture(List.of(WsRig.barOf(instrument, interval, from, "100", "101"))));
    client.subscribe(BTC + "@KLINE_30");
    assertEquals(halfHourMs, pushedBar("30").getLong("time"));
    rig.bar(WsRig.barOf(WsRig.BTC, Interval.M15, halfHourMs + 15 * MINUTE_MS, "101", "99.5"));
    JsonObject bar = pushedBar("30");
    while (bar.getInteger("volume") == 1) {
      bar = pushedBar("30");
    }
    assertEquals(
        "{\"time\":"
            + halfHourMs
            + ",\"open\":100,\"high\":101,\"low\":1,"
            + "\"close\":99.5,\"volume\":2}",
        bar.encode());
    rig.bar(WsRig.barOf(WsRig.BTC, Interval.M15, halfHourMs + 30 * MINUTE_MS, "98", "97"));
    JsonObject next = pushedBar("30");
    while (next.getLong("time") == halfHourMs) {
      next = pushedBar("30");
    }
    assertEquals(98, next.getInteger("open"));
  }

  private JsonObject pushedBar(String interval) throws Exception {
    return client.update(BTC + "@KLINE_" + interval).getJsonObject("bar");
  }

  @Test
  void whatLaterVersionsServeIsSaidToBeUnavailable() throws Exception {
    for (RequestType type : RequestType.values()) {
      if (type.result().isEmpty()) {
        assertEquals("SERVICE_UNAVAILABLE", client.error(type.name(), nothing()), type::name);
      }
    }
    assertEquals("UNKNOWN_ACTION", client.error("GET_RICH", nothing()));
    assertEquals("INVALID_PARAMETERS", client.error("GET_CONFIG", new JsonObject().put("a", 1)));
  }

  @Test
  void theStatusSocketReportsAndAnswersNothing() throws Exception {
    client.subscribe(BTC + "@TRADE", BTC + "@QUOTES", "BINANCE:ETHUSDT.PERP@QUOTES");
    WsClient status = rig.open("/ws/market/status");
    JsonObject first = status.next();
    JsonObject second = status.next();
    assertEquals("status_update", first.getString("type"));
    assertEquals(WsRig.NOW_MS, second.getJsonObject("data").getLong("timestamp"));
    assertEquals(
        new JsonObject()
            .put("active_connections", 2)
            .put("total_subscriptions", 3)
            .put("unique_symbols", 2)
            .put("exchange_subscriptions", 4),
        second.getJsonObject("data").getJsonObject("metrics"));
    status.send(WsClient.frame("GET_CONFIG", "r", nothing()));
    JsonObject answer = status.next();
    while (!"ERROR".equals(answer.getString("type"))) {
      answer = status.next();
    }
    assertEquals("UNKNOWN_ACTION", answer.getJsonObject("data").getString("errorCode"));
  }

  @Test
  void answersWithoutARequestIdCarryNone() throws Exception {
    JsonObject frame = new JsonObject(WsClient.frame("GET_SERVER_TIME", "x", nothing()));
    frame.remove("requestId");
    client.send(frame.encode());
    assertFalse(client.next().containsKey("requestId"));
    assertEquals("SERVER_TIME_DATA", client.next().getString("type"));
  }

  @Test
  void aRequestIdComesBackAsItWas() throws Exception {
    String id = "ü\"\\\n\u2028";
    client.send(WsClient.frame("GET_SERVER_TIME", id, nothing()));
    assertEquals(id, client.next().getString("requestId"));
    assertEquals(id, client.next().getString("requestId"));
  }
}
