package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** REST calls of the running exchange: shapes, paging, refusals and weights. */
class SimRestTest {
  private static final long NOW = 1_770_120_000_000L + 2_345_678;
  private static final long HOUR_MS = 3_600_000;
  private static Vertx vertx;
  private static SimClient client;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    client = exchange(SimSettings.onPort(0).unlimited());
  }

  private static SimClient exchange(SimSettings settings) {
    SimVerticle sim =
        new SimVerticle(settings, MarketClock.startingAt(NOW, 1), SimMarket.ofSeed(7));
    vertx.deployVerticle(sim).await();
    return new SimClient(vertx, sim.port());
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  private static JsonArray trades(String query) {
    return client.list("/fapi/v1/aggTrades?symbol=BTCUSDT" + query);
  }

  private static long id(JsonArray page, int at) {
    return page.getJsonObject(at).getLong("a");
  }

  private static long time(JsonArray page, int at) {
    return page.getJsonObject(at).getLong("T");
  }

  @Test
  void pingAndTimeAnswerWithTheMarketsTime() {
    assertEquals("{}", client.get("/fapi/v1/ping").bodyAsString());
    long serverTime = client.get("/fapi/v1/time").bodyAsJsonObject().getLong("serverTime");
    assertTrue(serverTime >= NOW && serverTime < NOW + 60_000, "" + serverTime);
  }

  @Test
  void exchangeInfoNamesGridsAndLimits() {
    JsonObject info = client.get("/fapi/v1/exchangeInfo").bodyAsJsonObject();
    List<String> rules = new ArrayList<>();
    for (Object one : info.getJsonArray("symbols")) {
      JsonObject symbol = (JsonObject) one;
      JsonArray filters = symbol.getJsonArray("filters");
      rules.add(
          symbol.getString("symbol")
              + " "
              + filters.getJsonObject(0).getString("tickSize")
              + " "
              + filters.getJsonObject(1).getString("stepSize"));
      assertEquals(
          List.of(
              "PRICE_FILTER",
              "LOT_SIZE",
              "MARKET_LOT_SIZE",
              "MAX_NUM_ORDERS",
              "MIN_NOTIONAL",
              "PERCENT_PRICE"),
          filters.stream().map(f -> ((JsonObject) f).getString("filterType")).toList());
    }
    assertEquals(
        List.of(
            "BTCUSDT 0.10 0.001", "ETHUSDT 0.01 0.001", "XRPUSDT 0.0001 0.1", "SOLUSDT 0.0100 1"),
        rules);
  }

  @Test
  void withoutTimesTheNewestTradesComeOldestFirst() {
    JsonArray page = trades("");
    assertEquals(500, page.size());
    assertEquals(id(page, 0) + 499, id(page, 499));
    assertTrue(time(page, 499) <= System.currentTimeMillis() && time(page, 499) > NOW - 60_000);
    assertEquals(
        List.of("a", "p", "q", "nq", "f", "l", "T", "m"),
        List.copyOf(page.getJsonObject(0).fieldNames()));
  }

  @Test
  void pagesFromAnIdJoinWithoutHoleAndEqualTheTruth() {
    long from = id(trades("&startTime=" + (NOW - HOUR_MS) + "&limit=1"), 0);
    long next = from;
    JsonArray all = new JsonArray();
    for (int page = 0; page < 5; page++) {
      JsonArray rows = trades("&fromId=" + next + "&limit=1000");
      assertEquals(next, id(rows, 0));
      rows.forEach(all::add);
      next = id(rows, rows.size() - 1) + 1;
    }
    JsonArray truth = client.items("/__sim/trades?symbol=BTCUSDT&limit=5000&from_id=" + from);
    assertEquals(5000, all.size());
    assertEquals(truth, all);
  }

  @Test
  void timesAreInclusiveAtBothEnds() {
    JsonArray some = trades("&startTime=" + (NOW - 600_000) + "&limit=50");
    long first = time(some, 0);
    long last = time(some, 49);
    JsonArray between = trades("&startTime=" + first + "&endTime=" + last + "&limit=1000");
    assertEquals(id(some, 0), id(between, 0));
    assertTrue(between.size() >= 50);
    assertEquals(last, time(between, between.size() - 1));
    JsonArray until = trades("&endTime=" + last + "&limit=10");
    assertEquals(id(between, between.size() - 1), id(until, 9));
    assertEquals(0, trades("&startTime=" + (NOW + HOUR_MS)).size());
  }

  @Test
  void onlyTheLast24HoursAreServed() {
    JsonArray old = trades("&fromId=1&limit=5");
    assertTrue(time(old, 0) >= NOW - 24 * HOUR_MS && time(old, 0) < NOW - 24 * HOUR_MS + 90_000);
    JsonArray early = trades("&startTime=" + (NOW - 30 * HOUR_MS) + "&limit=5");
    assertTrue(time(early, 0) >= NOW - 24 * HOUR_MS);
    JsonArray truth = client.items("/__sim/trades?symbol=BTCUSDT&from_id=1&limit=3");
    assertEquals(1, id(truth, 0));
  }

  @Test
  void badRequestsAreRefusedInTheExchangesWords() {
    String trades = "/fapi/v1/aggTrades?";
    refused(trades, -1102, "'symbol'");
    refused(trades + "symbol=", -1102, "'symbol'");
    refused(trades + "symbol=NOPE", -1121, "Invalid symbol.");
    refused(trades + "symbol=btcusdt", -1121, "Invalid symbol.");
    refused(trades + "symbol=%00%ff", -1121, "Invalid symbol.");
    refused(trades + "symbol=BTCUSDT&limit=1001", -1130, "'limit'");
    refused(trades + "symbol=BTCUSDT&limit=0", -1130, "'limit'");
    refused(trades + "symbol=BTCUSDT&limit=many", -1102, "'limit'");
    refused(trades + "symbol=BTCUSDT&fromId=-1", -1130, "'fromId'");
    refused(trades + "symbol=BTCUSDT&fromId=99999999999999999999", -1102, "'fromId'");
    refused(trades + "symbol=BTCUSDT&fromId=1&startTime=2", -1128, "Combination");
    refused(trades + "symbol=BTCUSDT&startTime=5&endTime=4", -1023, "Start time");
    refused(trades + "symbol=BTCUSDT&startTime=0&endTime=3600000", -1127, "1 hours");
    refused("/fapi/v1/klines?symbol=BTCUSDT", -1102, "'interval'");
    refused("/fapi/v1/klines?symbol=BTCUSDT&interval=7m", -1120, "Invalid interval.");
    refused("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=1501", -1130, "'limit'");
    refused("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&startTime=9&endTime=8", -1023, "Start");
    refused("/fapi/v1/premiumIndex?symbol=NOPE", -1121, "Invalid symbol.");
    HttpResponse<Buffer> unknown = client.get("/fapi/v1/nothing");
    assertEquals(404, unknown.statusCode());
    assertEquals(-5000, unknown.bodyAsJsonObject().getInteger("code"));
    assertEquals("{}", client.get("/fapi/v1/ping").bodyAsString());
  }

  private static void refused(String path, int code, String words) {
    HttpResponse<Buffer> answer = client.get(path);
    assertEquals(400, answer.statusCode(), path);
    JsonObject body = answer.bodyAsJsonObject();
    assertEquals(code, body.getInteger("code"), path);
    assertTrue(body.getString("msg").contains(words), path + ": " + body);
  }

  @Test
  void klinesEqualTheTradesInThem() {
    long open = (NOW / 300_000 - 2) * 300_000;
    JsonArray bars =
        client.list("/fapi/v1/klines?symbol=ETHUSDT&interval=5m&limit=1&startTime=" + open);
    JsonArray bar = bars.getJsonArray(0);
    JsonArray rows = new JsonArray();
    long from = open;
    String path = "/fapi/v1/aggTrades?symbol=ETHUSDT&limit=1000&startTime=";
    rows.addAll(client.list(path + from + "&endTime=" + (open + 299_999)));
    while (rows.size() % 1000 == 0) {
      long next = id(rows, rows.size() - 1) + 1;
      client.list("/fapi/v1/aggTrades?symbol=ETHUSDT&limit=1000&fromId=" + next).stream()
          .filter(t -> ((JsonObject) t).getLong("T") < open + 300_000)
          .forEach(rows::add);
    }
    BigDecimal volume = BigDecimal.ZERO;
    BigDecimal quote = BigDecimal.ZERO;
    BigDecimal bought = BigDecimal.ZERO;
    for (Object row : rows) {
      BigDecimal qty = new BigDecimal(((JsonObject) row).getString("q"));
      volume = volume.add(qty);
      quote = quote.add(qty.multiply(new BigDecimal(((JsonObject) row).getString("p"))));
      bought = ((JsonObject) row).getBoolean("m") ? bought : bought.add(qty);
    }
    assertEquals(12, bar.size());
    assertEquals(open, bar.getLong(0));
    assertEquals(rows.getJsonObject(0).getString("p"), bar.getString(1));
    assertEquals(rows.getJsonObject(rows.size() - 1).getString("p"), bar.getString(4));
    assertEquals(volume.toPlainString(), bar.getString(5));
    assertEquals(open + 299_999, bar.getLong(6));
    assertEquals(quote.toPlainString(), bar.getString(7));
    assertEquals(rows.size(), bar.getInteger(8));
    assertEquals(bought.toPlainString(), bar.getString(9));
  }

  @Test
  void theNewestKlineIsTheRunningOne() {
    for (String interval : List.of("1m", "5m", "15m", "1h", "4h", "1d")) {
      JsonArray bars = client.list("/fapi/v1/klines?symbol=SOLUSDT&interval=" + interval);
      JsonArray last = bars.getJsonArray(bars.size() - 1);
      assertTrue(last.getLong(0) <= NOW && last.getLong(6) >= NOW, interval);
      long length = last.getLong(6) - last.getLong(0) + 1;
      for (int i = 1; i < bars.size(); i++) {
        assertEquals(length, bars.getJsonArray(i).getLong(0) - bars.getJsonArray(i - 1).getLong(0));
      }
    }
    assertEquals(500, client.list("/fapi/v1/klines?symbol=SOLUSDT&interval=1m").size());
    JsonArray days = client.list("/fapi/v1/klines?symbol=SOLUSDT&interval=1d&startTime=0");
    assertEquals(1_767_225_600_000L, days.getJsonArray(0).getLong(0));
  }

  @Test
  void premiumIndexComesForOneSymbolAndForAll() {
    JsonObject one = client.get("/fapi/v1/premiumIndex?symbol=XRPUSDT").bodyAsJsonObject();
    assertEquals("XRPUSDT", one.getString("symbol"));
    assertTrue(new BigDecimal(one.getString("markPrice")).signum() > 0);
    assertEquals(8, new BigDecimal(one.getString("lastFundingRate")).scale());
    assertEquals(4, client.list("/fapi/v1/premiumIndex").size());
  }

  @Test
  void weightsAreCountedAndTheLimitAnswers429() {
    SimClient limited = exchange(SimSettings.onPort(0).withWeight(50));
    String path = "/fapi/v1/aggTrades?symbol=BTCUSDT&limit=1";
    HttpResponse<Buffer> first = limited.get(path);
    HttpResponse<Buffer> second = limited.get(path);
    HttpResponse<Buffer> third = limited.get(path);
    if (System.currentTimeMillis() % 60_000 < 2_000) {
      return; // the clock minute may have turned between the calls
    }
    assertEquals("20", first.getHeader("X-MBX-USED-WEIGHT-1M"));
    assertEquals("40", second.getHeader("X-MBX-USED-WEIGHT-1M"));
    assertEquals(429, third.statusCode());
    assertEquals(-1003, third.bodyAsJsonObject().getInteger("code"));
    int seconds = Integer.parseInt(third.getHeader("Retry-After"));
    assertTrue(seconds >= 1 && seconds <= 60);
  }

  @Test
  void aRestartedExchangeIsTheSameMarketToTheByte() {
    long from = id(trades("&limit=1000"), 0);
    String path = "/fapi/v1/aggTrades?symbol=BTCUSDT&limit=500&fromId=" + from;
    SimClient again = exchange(SimSettings.onPort(0).unlimited());
    assertEquals(client.get(path).bodyAsString(), again.get(path).bodyAsString());
    assertNotEquals("[]", again.get(path).bodyAsString());
  }

  @Test
  void adminRequestsSayWhatIsWrongWithThem() {
    JsonObject good = new JsonObject().put("kind", "skip").put("symbol", "BTCUSDT");
    HttpResponse<Buffer> taken = client.fault(good.copy().put("stream", "markPrice@1s"));
    assertEquals(202, taken.statusCode());
    assertTrue(taken.bodyAsJsonObject().getLong("id") >= 1);
    bad(good.copy().put("kind", "explode"), "kind");
    bad(good.copy().put("kind", 3), "kind");
    bad(good.copy().put("symbol", "NOPE"), "symbol");
    bad(good.copy().putNull("symbol"), "symbol");
    bad(good.copy().put("stream", "dance"), "stream");
    bad(good.copy().put("count", 0), "count");
    bad(good.copy().put("count", "two"), "count");
    bad(good.copy().put("kind", "stall").put("for_ms", -5), "for_ms");
    bad(good.copy().put("kind", "stall").put("for_ms", 0), "for_ms");
    assertEquals("body", errorField(client.post("/__sim/fault", "{oops")));
    assertEquals("body", errorField(client.post("/__sim/fault", "[1]")));
    assertEquals("body", errorField(client.post("/__sim/fault", "")));
    assertEquals("limit", errorField(client.get("/__sim/trades?symbol=BTCUSDT&limit=x")));
    assertEquals("from_id", errorField(client.get("/__sim/trades?symbol=BTCUSDT&from_id=-3")));
    assertEquals("market", errorField(client.get("/__sim/trades?symbol=BTCUSDT&market=moon")));
    JsonObject clock = client.get("/__sim/clock").bodyAsJsonObject();
    assertEquals(1.0, clock.getDouble("speed"));
    assertEquals(false, clock.getBoolean("halted"));
    assertTrue(clock.getLong("market_ms") >= NOW);
  }

  private static void bad(JsonObject fault, String field) {
    HttpResponse<Buffer> answer = client.fault(fault);
    assertEquals(400, answer.statusCode(), fault.encode());
    JsonObject body = answer.bodyAsJsonObject();
    assertEquals(field, body.getString("field"), fault.encode());
    assertTrue(body.getString("error").contains("expected " + body.getString("expected")));
  }

  private static String errorField(HttpResponse<Buffer> answer) {
    assertEquals(400, answer.statusCode());
    return answer.bodyAsJsonObject().getString("field");
  }
}
