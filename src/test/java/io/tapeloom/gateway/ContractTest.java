package io.tapeloom.gateway;

import static io.tapeloom.gateway.GatewayRig.BTC;
import static io.tapeloom.gateway.GatewayRig.ETH;
import static io.tapeloom.gateway.GatewayRig.NOW_MS;
import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.io.GapsApi;
import io.tapeloom.market.io.MarketApi;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.Pools;
import io.tapeloom.pg.TestPostgres;
import io.tapeloom.signal.io.SignalApi;
import io.tapeloom.web.ContractCheck;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every operation of the contract over HTTP against real rows: status, shape and content. */
class ContractTest {
  private static final long FIRST_MS = NOW_MS - NOW_MS % 3_600_000;
  private static final Map<Instrument, Short> IDS = new LinkedHashMap<>();
  private static Vertx poolVertx;
  private static Pools pools;
  private static MarketApi market;
  private static GatewayRig rig;
  private static ContractCheck check;

  @BeforeAll
  static void start() throws Exception {
    IDS.put(BTC, (short) 1);
    IDS.put(ETH, (short) 2);
    Database database = TestPostgres.fresh();
    TestPostgres.execute(database, ROWS.formatted(FIRST_MS));
    poolVertx = Vertx.vertx();
    pools = database.pools(poolVertx);
    market = new MarketApi(pools.app(), IDS, "v51_baseline");
    GapsApi gaps = new GapsApi(pools.app(), IDS);
    SignalApi signals = new SignalApi(pools.app(), IDS);
    rig =
        new GatewayRig(
            List.of(market, gaps, signals, GatewayRig.paperDoor()),
            SignalApi::json,
            market::pricesE8);
    market.listen(rig.bus);
    check = ContractCheck.load(rig.vertx);
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
    await(pools.close());
    await(poolVertx.close());
  }

  /** Two hours of minutes and five-minute bars, and scores of two strategies each 15 s. */
  private static final String ROWS =
      """
      DO $$ DECLARE first bigint := %d; BEGIN
      INSERT INTO instrument VALUES (1, 'usdm', 'BTCUSDT', 10000000, 100000),
        (2, 'usdm', 'ETHUSDT', 1000000, 100000), (9, 'spot', 'OLDUSDT', 1000000, 100000);
      INSERT INTO agg_trades_meta VALUES (1, 2000, first + 7200000, 1001, first, 0, first + 7200100);
      INSERT INTO bar
        SELECT i, iv, first + n * iv, 6400000000000 + n * 100000000, 6410000000000, 6390000000000,
          6400100000000 + n * 100000000, 350000000, 0, 225000000, n + 1,
          CASE WHEN n < 2 THEN 'kline' ELSE 'tape' END
        FROM generate_series(1, 2) i, unnest(ARRAY[60000, 300000]) iv,
          generate_series(0::bigint, 7200000 / iv - 1) n;
      INSERT INTO bar SELECT i, 3600000, first + n * 3600000, 1, 4, 1, 3, 2, 0, 1, 5, 'mixed'
        FROM generate_series(1, 2) i, generate_series(0::bigint, 2) n;
      INSERT INTO bar VALUES (1, 60000, first - 86400000, 5000000000000, 5000000000000,
        5000000000000, 5120000000000, 0, 0, 0, 0, 'kline');
      INSERT INTO score (instrument_id, strategy, t, tape_from_ms, sealed_ms, price, cvd_fast,
        cvd_mid, vwap_30m, trades, score, direction, factors, inputs, withheld)
        SELECT i, s, first + n * 15000, first, first + n * 15000 + 20, 64000.5, n, -n,
          CASE WHEN n > 4 THEN 64000 + n END, n, n %% 100,
          (ARRAY['LONG', 'SHORT', NULL])[n %% 3 + 1],
          '{"direction":"30","accel":"5","crowding":"10","environment":"7.5","confirmation":"15",
            "auxiliary":"2"}',
          '{"long_short_ratio":{"value":"1.25","receivedMs":1793495695000},
            "top_trader_long_share":null,"open_interest_change_1h":null,"coinbase_premium":null,
            "funding_rate":null,"long_liquidation_usd":null,"short_liquidation_usd":null}',
          CASE WHEN n %% 40 = 1 THEN '{}'::text[] ELSE '{below_threshold}' END
        FROM generate_series(1, 2) i, unnest(ARRAY['v51_baseline', 'v52_other']) s,
          generate_series(1::bigint, 480) n;
      INSERT INTO score (instrument_id, strategy, t, tape_from_ms, sealed_ms, price, trades, score,
        factors, inputs, withheld)
        VALUES (9, 'v51_baseline', first, first, first, 1, 1, 1, '{}', '{}', '{warming}');
      INSERT INTO signal (score_id, instrument_id, strategy, t, side, score, confidence, price, atr,
        reason, factors)
        SELECT id, instrument_id, strategy, t, 'LONG', score, 0.5, price, 1, 'test', factors
        FROM score WHERE withheld = '{}';
      END $$""";

  private static JsonObject ok(String operation, String uri) throws Exception {
    HttpResponse<Buffer> answer = rig.get(uri);
    assertEquals(200, answer.statusCode(), answer::bodyAsString);
    check.conforms(operation, 200, answer.body(), answer.getHeader("Content-Type"));
    return answer.bodyAsJsonObject();
  }

  @Test
  void everyOperationAnswersInItsShape() throws Exception {
    Map<String, String> uris = new LinkedHashMap<>();
    uris.put("health", "/api/health");
    uris.put("healthLive", "/health/live");
    uris.put("mode", "/api/v1/mode");
    uris.put("openapi", "/api/openapi.json");
    uris.put("rates", "/api/rates");
    uris.put("kline", "/api/kline?symbol=BTCUSDT");
    uris.put("tradesMeta", "/api/trades/meta");
    uris.put("tradesSummary", "/api/trades/summary?symbol=BTCUSDT&interval=5m");
    uris.put("tradesGaps", "/api/v1/trades/gaps?symbol=BTCUSDT");
    uris.put("signalsHistory", "/api/signals/history");
    uris.put("signalsDistribution", "/api/v1/signals/distribution?strategy=v51_baseline");
    uris.put(
        "signalsSeries", "/api/signals/series?symbol=BTCUSDT&strategy=v51_baseline&interval=5m");
    uris.put("paperPositions", "/api/paper/positions");
    uris.put("paperHistory", "/api/paper/history?strategy=v51_baseline");
    uris.put("paperStats", "/api/paper/stats");
    for (Map.Entry<String, String> uri : uris.entrySet()) {
      ok(uri.getKey(), uri.getValue());
    }
    for (String id : List.of("healthReady", "healthAll")) {
      HttpResponse<Buffer> state = rig.get(id.equals("healthAll") ? "/health" : "/health/ready");
      check.conforms(id, 503, state.body(), state.getHeader("Content-Type"));
      assertEquals(
          "up", state.bodyAsJsonObject().getJsonObject("dependencies").getString("database"));
    }
    HttpResponse<Buffer> metrics = rig.get("/metrics");
    assertTrue(metrics.getHeader("Content-Type").startsWith("text/plain"));
  }

  @Test
  void badRequestsAreProblemsInTheirShape() throws Exception {
    Map<String, List<String>> bad =
        Map.of(
            "kline",
            List.of(
                "/api/kline",
                "/api/kline?symbol=btcusdt",
                "/api/kline?symbol=BTCUSDT&interval=2m",
                "/api/kline?symbol=BTCUSDT&limit=0",
                "/api/kline?symbol=BTCUSDT&from=never",
                "/api/kline?symbol=BTCUSDT&from=5&to=5",
                "/api/kline?symbol=BTCUSDT&market=coinm",
                "/api/kline?symbol=BTCUSDT&intervall=1m"),
            "signalsHistory",
            List.of(
                "/api/signals/history?cursor=x", "/api/signals/history?tradeable=perhaps",
                "/api/signals/history?limit=1001", "/api/signals/history?strategy=Robert'%3B"),
            "paperHistory",
            List.of("/api/paper/history?cursor=%20", "/api/paper/history?sort=t"));
    for (Map.Entry<String, List<String>> uris : bad.entrySet()) {
      for (String uri : uris.getValue()) {
        HttpResponse<Buffer> answer = rig.get(uri);
        assertEquals(400, answer.statusCode(), uri);
        check.conforms(uris.getKey(), 400, answer.body(), answer.getHeader("Content-Type"));
        assertFalse(answer.bodyAsJsonObject().getJsonArray("errors").isEmpty(), uri);
      }
    }
    HttpResponse<Buffer> unknown = rig.get("/api/kline?symbol=BTCUSD");
    assertEquals(404, unknown.statusCode());
    assertEquals(
        "no such symbol on usdm, did you mean BTCUSDT?",
        unknown.bodyAsJsonObject().getString("detail"));
    assertEquals(404, rig.get("/api/kline?symbol=BTCUSDT&market=spot").statusCode());
  }

  @Test
  void klinesAreTheNewestOrTheFirstAfterAMoment() throws Exception {
    JsonObject newest = ok("kline", "/api/kline?symbol=BTCUSDT&interval=5m&limit=3");
    assertEquals(times(FIRST_MS, 300_000, 21, 24), newest.getJsonArray("t"));
    assertEquals(
        "64001",
        ok("kline", "/api/kline?symbol=BTCUSDT&interval=1m&from=" + FIRST_MS + "&limit=1")
            .getJsonArray("c")
            .getString(0));
    JsonObject from =
        ok("kline", "/api/kline?symbol=BTCUSDT&interval=5m&limit=3&from=" + (FIRST_MS + 1));
    assertEquals(times(FIRST_MS, 300_000, 1, 4), from.getJsonArray("t"));
    assertEquals(new JsonArray().add("kline").add("tape").add("tape"), from.getJsonArray("source"));
    assertEquals("3.5", from.getJsonArray("v").getString(0));
    assertEquals("2.25", from.getJsonArray("buy").getString(0));
    assertFalse(from.getBoolean("open"));
    String to = "&from=" + FIRST_MS + "&to=" + (FIRST_MS + 600_000);
    JsonObject range = ok("kline", "/api/kline?symbol=BTCUSDT&interval=5m" + to);
    assertEquals(times(FIRST_MS, 300_000, 0, 2), range.getJsonArray("t"));
    JsonObject hours = ok("kline", "/api/kline?symbol=ETHUSDT&interval=1h");
    assertEquals(3, hours.getJsonArray("t").size());
    assertTrue(hours.getBoolean("open"), "its last minutes are not closed yet");
    assertTrue(ok("kline", "/api/kline?symbol=BTCUSDT&interval=1d").getJsonArray("t").isEmpty());
  }

  private static JsonArray times(long first, long step, int from, int to) {
    return new JsonArray(IntStream.range(from, to).mapToObj(n -> first + n * step).toList());
  }

  @Test
  void aBarCarriesTheVwapOfTheBoundaryThatClosedIt() throws Exception {
    JsonObject bars = ok("kline", "/api/kline?symbol=BTCUSDT&interval=1m&limit=3&from=" + FIRST_MS);
    assertEquals(new JsonArray().addNull().add("64008").add("64012"), bars.getJsonArray("vwap"));
  }

  @Test
  void theRunningBarFollowsTheRows() throws Exception {
    long openMs = FIRST_MS + 7_200_000;
    rig.bus.publish(
        Channels.kline(ETH, Interval.M1), MarketEvents.minute(ETH, openMs, "64005", false));
    JsonObject bars = ok("kline", "/api/kline?symbol=ETHUSDT&limit=2");
    for (int i = 0; i < 1_500 && !bars.getBoolean("open"); i++) {
      Thread.sleep(20);
      bars = ok("kline", "/api/kline?symbol=ETHUSDT&limit=2");
    }
    assertEquals(times(openMs - 60_000, 60_000, 0, 2), bars.getJsonArray("t"));
    assertEquals("64005", bars.getJsonArray("c").getString(1));
    assertTrue(bars.getBoolean("open"));
    String early = "/api/kline?symbol=ETHUSDT&limit=2&from=" + FIRST_MS;
    assertEquals(times(FIRST_MS, 60_000, 0, 2), ok("kline", early).getJsonArray("t"));
    assertFalse(ok("kline", early).getBoolean("open"));
  }

  @Test
  void summariesSplitVolumeIntoBoughtAndSold() throws Exception {
    JsonObject summary =
        ok(
            "tradesSummary",
            "/api/trades/summary?symbol=BTCUSDT&interval=5m&limit=2&from=" + FIRST_MS);
    assertEquals(new JsonArray().add("2.25").add("2.25"), summary.getJsonArray("buy"));
    assertEquals(new JsonArray().add("1.25").add("1.25"), summary.getJsonArray("sell"));
    assertEquals(new JsonArray().add("1").add("1"), summary.getJsonArray("delta"));
    assertEquals(new JsonArray().add(1).add(2), summary.getJsonArray("n"));
    JsonObject meta = ok("tradesMeta", "/api/trades/meta").getJsonArray("items").getJsonObject(0);
    assertEquals("BTCUSDT", meta.getString("symbol"));
    assertEquals(2_000, meta.getLong("lastAggId"));
    assertEquals(FIRST_MS, meta.getLong("earliestTimeMs"));
  }

  @Test
  void pagesOfTheHistoryGiveEveryDecisionOnceNewestFirst() throws Exception {
    for (String filter :
        List.of(
            "",
            "&symbol=BTCUSDT",
            "&strategy=v52_other",
            "&symbol=ETHUSDT&strategy=v51_baseline",
            "&tradeable=true",
            "&tradeable=true&symbol=BTCUSDT",
            "&tradeable=false")) {
      List<JsonObject> all = pages(filter);
      assertEquals(expected(filter), all.size(), filter);
      TreeSet<String> keys = new TreeSet<>();
      long last = Long.MAX_VALUE;
      for (JsonObject item : all) {
        assertTrue(item.getLong("t") <= last, "newest first");
        last = item.getLong("t");
        keys.add(last + item.getString("symbol") + item.getString("strategy"));
      }
      assertEquals(all.size(), keys.size(), filter);
    }
  }

  private static int expected(String filter) {
    int series = filter.contains("symbol") ? 1 : 2;
    series *= filter.contains("strategy") ? 1 : 2;
    if (filter.contains("tradeable=true")) {
      return series * 12;
    }
    return series * (filter.contains("tradeable=false") ? 480 - 12 : 480);
  }

  private static List<JsonObject> pages(String filter) throws Exception {
    List<JsonObject> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonObject page = ok("signalsHistory", "/api/signals/history?limit=241" + filter + cursor);
      page.getJsonArray("items").forEach(item -> all.add((JsonObject) item));
      String next = page.getString("nextCursor");
      cursor = next == null ? null : "&cursor=" + next;
    } while (cursor != null);
    return all;
  }

  @Test
  void anItemOfTheHistoryExplainsItself() throws Exception {
    String range = "&from=" + (FIRST_MS + 75_000) + "&to=" + (FIRST_MS + 75_001);
    JsonObject page =
        ok("signalsHistory", "/api/signals/history?symbol=BTCUSDT&strategy=v51_baseline" + range);
    assertEquals(1, page.getJsonArray("items").size());
    JsonObject item = page.getJsonArray("items").getJsonObject(0);
    assertEquals("64005", item.getJsonObject("windows").getString("vwap_30m"));
    assertNull(item.getJsonObject("windows").getString("atr_5m"));
    assertEquals("7.5", item.getJsonObject("factors").getString("environment"));
    assertEquals(
        "1.25", item.getJsonObject("inputs").getJsonObject("long_short_ratio").getString("value"));
    assertNull(item.getJsonObject("inputs").getJsonObject("funding_rate"));
    assertEquals(new JsonArray().add("below_threshold"), item.getJsonArray("withheld"));
    assertNull(item.getString("direction"));
    assertEquals(FIRST_MS + 75_020, item.getLong("sealedMs"));
  }

  @Test
  void aHistoryShowsOnlyWhatReachesAScoreOrWasNotTaken() throws Exception {
    String one = "&symbol=BTCUSDT&strategy=v51_baseline";
    assertEquals(24, pages(one + "&minScore=94").size());
    assertEquals(480 - 12, pages(one + "&blocked=true").size());
    JsonObject taken = pages(one + "&tradeable=true").getFirst();
    assertNull(taken.getJsonObject("verdict"), "nobody has said anything of it");
    String refuse = "UPDATE signal SET verdict = '%s', verdict_reason = '%s' WHERE t = %d";
    long t = taken.getLong("t");
    await(pools.app().query(refuse.formatted("REFUSED", "max_positions", t)).execute());
    assertEquals(480 - 11, pages(one + "&blocked=true").size());
    assertEquals(
        new JsonObject().put("taken", false).put("reason", "max_positions"),
        pages(one + "&tradeable=true&blocked=true").getFirst().getJsonObject("verdict"));
    await(pools.app().query(refuse.formatted("APPROVED", "", t)).execute());
    assertEquals(480 - 12, pages(one + "&blocked=true").size());
    String uri = "/api/v1/signals/distribution?symbol=BTCUSDT&strategy=v51_baseline";
    assertEquals(1, ok("signalsDistribution", uri).getInteger("taken"));
    await(pools.app().query("UPDATE signal SET verdict = NULL, verdict_reason = NULL").execute());
  }

  @Test
  void theSpreadOfScoresCountsEveryDecisionOnce() throws Exception {
    String base = "/api/v1/signals/distribution?symbol=BTCUSDT&strategy=v51_baseline";
    JsonObject spread = ok("signalsDistribution", base);
    assertEquals(
        List.of(480, 12, 0, 99),
        List.of(
            spread.getInteger("total"),
            spread.getInteger("signals"),
            spread.getInteger("lowest"),
            spread.getInteger("highest")));
    assertEquals(FIRST_MS + 7_200_000, spread.getLong("toMs"));
    JsonArray buckets = spread.getJsonArray("buckets");
    assertEquals(20, buckets.size());
    assertEquals(
        new JsonObject().put("from", 95).put("to", 100).put("n", 20).put("signals", 0),
        buckets.getJsonObject(19));
    assertEquals(
        new JsonArray().add(new JsonObject().put("reason", "below_threshold").put("n", 468)),
        spread.getJsonArray("reasons"));
    assertEquals(
        new JsonObject().put("factor", "environment").put("hits", 480).put("mean", "7.50"),
        spread.getJsonArray("factors").getJsonObject(5));
    String hour = "&from=" + FIRST_MS + "&to=" + (FIRST_MS + 3_600_000);
    assertEquals(239, ok("signalsDistribution", base + hour).getInteger("total"));
    assertNull(
        ok("signalsDistribution", "/api/v1/signals/distribution?strategy=none")
            .getInteger("highest"));
    String long4 = "&from=" + (FIRST_MS - 4 * 86_400_000L);
    assertEquals(400, rig.get(base + long4).statusCode());
  }

  @Test
  void aGapOfTheTapeLiesBetweenTheTradesAroundIt() throws Exception {
    String gaps = "/api/v1/trades/gaps?symbol=BTCUSDT";
    assertTrue(ok("tradesGaps", gaps).getJsonArray("items").isEmpty());
    await(
        pools
            .app()
            .query(
                """
                INSERT INTO agg_trade SELECT 1, %1$d + n * 1000, 1000 + n, 1, 1, 1, 1, false
                  FROM generate_series(1, 20) n WHERE n NOT BETWEEN 6 AND 9
                """
                    .formatted(FIRST_MS))
            .execute());
    String gap = "INSERT INTO tape_gap VALUES (1, 1006, 1009, %d)";
    await(pools.app().query(gap.formatted(FIRST_MS + 15_000)).execute());
    JsonObject item = ok("tradesGaps", gaps).getJsonArray("items").getJsonObject(0);
    assertEquals(4, item.getInteger("missing"));
    assertEquals(FIRST_MS + 5_000, item.getLong("afterMs"));
    assertEquals(FIRST_MS + 10_000, item.getLong("beforeMs"));
    await(pools.app().query("DELETE FROM tape_gap; DELETE FROM agg_trade").execute());
    assertEquals(404, rig.get("/api/v1/trades/gaps?symbol=BTCUSD").statusCode());
  }

  @Test
  void theSeriesHasTheLastBoundaryOfEachBar() throws Exception {
    String base = "/api/signals/series?symbol=BTCUSDT&strategy=v51_baseline&interval=1m";
    JsonObject newest = ok("signalsSeries", base + "&limit=2");
    assertEquals(times(FIRST_MS, 60_000, 118, 120), newest.getJsonArray("t"));
    assertEquals(new JsonArray().add(76).add(80), newest.getJsonArray("score"));
    assertEquals(new JsonArray().add(0).add(1), newest.getJsonArray("direction"));
    assertEquals(new JsonArray().add("476").add("480"), newest.getJsonArray("cvdFast"));
    assertEquals(new JsonArray().add("-476").add("-480"), newest.getJsonArray("cvdMid"));
    JsonObject first =
        ok("signalsSeries", base + "&from=" + FIRST_MS + "&to=" + (FIRST_MS + 120_000));
    assertEquals(times(FIRST_MS, 60_000, 0, 2), first.getJsonArray("t"));
    assertEquals(new JsonArray().addNull().add("64008"), first.getJsonArray("vwap"));
    String none = "/api/signals/series?symbol=BTCUSDT&strategy=none";
    assertTrue(ok("signalsSeries", none).getJsonArray("t").isEmpty());
  }

  @Test
  void theChangeOfADayComesFromTheBarThen() throws Exception {
    rig.bus.publish(Channels.trade(BTC), MarketEvents.trade(BTC, 900_000, "52480", false));
    Map<Instrument, Long> before = await(market.pricesE8(FIRST_MS - 86_400_000 + 60_000));
    assertEquals(Map.of(BTC, 5_120_000_000_000L), before);
    assertEquals(Map.of(), await(market.pricesE8(FIRST_MS - 86_400_000 - 1)));
    RateBoard board =
        new RateBoard(List.of(BTC), _ -> io.vertx.core.Future.succeededFuture(before));
    board.on(MarketEvents.trade(BTC, 1, "52480", false));
    await(board.refresh(NOW_MS));
    assertEquals("2.50", board.items().getJsonObject(0).getString("change24hPct"));
    board.on(MarketEvents.trade(BTC, 2, "50000", false));
    assertEquals("-2.34", board.items().getJsonObject(0).getString("change24hPct"));
  }

  @Test
  void theNewestDecisionsFillABoardAfterAStart() throws Exception {
    SignalApi signals = new SignalApi(pools.app(), IDS);
    var newest = await(signals.newest());
    assertEquals(4, newest.size());
    assertTrue(newest.stream().allMatch(d -> d.decision().t() == FIRST_MS + 7_200_000));
  }

  @Test
  void thePublishedContractNamesProblemsAndRoles() throws Exception {
    JsonObject contract = ok("openapi", "/api/openapi.json");
    assertEquals("3.1.0", contract.getString("openapi"));
    assertTrue(contract.encode().contains("application/problem+json"));
    assertFalse(contract.encode().contains("__"), "nothing of the library's own");
    for (Object path : contract.getJsonObject("paths").getMap().values()) {
      assertTrue(String.valueOf(path).contains("x-role"), String.valueOf(path));
    }
    JsonObject mode = ok("mode", "/api/v1/mode");
    assertEquals("simulated exchange", mode.getString("venue"));
    assertEquals("0.1", mode.getJsonArray("symbols").getJsonObject(0).getString("tick"));
  }

  private static final String LAG = "tapeloom_exchange_ws_lag_seconds_count{";

  private static AggTrade at(Instrument instrument, long timeMs) {
    return new AggTrade(instrument, 1, 1, 1, 1, 1, timeMs, true);
  }

  @Test
  void theMetersThatExistAreScraped() throws Exception {
    rig.bus.publish(Channels.trade(BTC), at(BTC, rig.parts.clock().millis()));
    rig.bus.publish(
        Channels.signalDecided(BTC), MarketEvents.decided(BTC, "v51_baseline", NOW_MS, List.of()));
    List<String> names =
        List.of(
            "tapeloom_build_info{",
            "tapeloom_mode_info{",
            "tapeloom_agg_trades_ingested_total{",
            "tapeloom_exchange_ws_lag_seconds_bucket{",
            "tapeloom_signal_score{",
            "tapeloom_signals_total{",
            "tapeloom_ui_clients ",
            "tapeloom_eventloop_lag_seconds_bucket{");
    String scrape = rig.get("/metrics").bodyAsString();
    for (int i = 0; i < 600 && !names.stream().map("\n"::concat).allMatch(scrape::contains); i++) {
      Thread.sleep(50);
      scrape = rig.get("/metrics").bodyAsString();
    }
    for (String name : names) {
      assertTrue(scrape.contains("\n" + name), name);
    }
    assertTrue(scrape.contains("mode=\"paper\""));
    double lags = rig.metric(LAG);
    rig.bus.publish(Channels.trade(ETH), at(ETH, NOW_MS - 90_000));
    rig.bus.publish(Channels.trade(ETH), at(ETH, NOW_MS - 30_000));
    Thread.sleep(100);
    assertEquals(lags, rig.metric(LAG), "a catch-up is no lag of the stream");
    rig.metrics.frame("aggTrade", BTC);
    rig.metrics.reconnect();
    rig.metrics.batch(12);
    rig.metrics.gap(BTC, 3);
    rig.metrics.gauge("tapeloom_ingest_queue_depth", "Rows waiting", List.of(1, 2), List::size);
    assertEquals(1, rig.metric("tapeloom_exchange_ws_messages_total"));
    assertEquals(1, rig.metric("tapeloom_exchange_ws_reconnects_total"));
    assertEquals(1, rig.metric("tapeloom_db_batch_seconds_count"));
    assertEquals(3, rig.metric("tapeloom_agg_trades_gap_trades_total"));
    assertEquals(2, rig.metric("tapeloom_ingest_queue_depth"));
  }
}
