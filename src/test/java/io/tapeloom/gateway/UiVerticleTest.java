package io.tapeloom.gateway;

import static io.tapeloom.gateway.GatewayRig.BTC;
import static io.tapeloom.gateway.GatewayRig.ETH;
import static io.tapeloom.gateway.GatewayRig.NOW_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Health;
import io.tapeloom.kernel.Interval;
import io.tapeloom.ledger.CycleChanged;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Kline;
import io.tapeloom.signal.Withheld;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the bus says arrives in browsers as few, numbered, whole snapshots. */
class UiVerticleTest {
  private GatewayRig rig;

  @BeforeEach
  void start() throws Exception {
    rig = GatewayRig.bare();
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  @Test
  void thousandsOfTradesBecomeAtMostTenSnapshotsASecond() throws Exception {
    UiSocket socket = rig.socket().register("ui.tape").register("ui.rates");
    long start = System.nanoTime();
    for (int id = 1; id <= 5_000; id++) {
      rig.bus.publish(
          Channels.trade(BTC), MarketEvents.trade(BTC, id, "64000." + id % 10, id % 2 == 0));
      if (id % 500 == 0) {
        Thread.sleep(100);
      }
    }
    List<JsonObject> frames = untilTrade(socket, 5_000);
    double seconds = (System.nanoTime() - start) / 1e9;
    List<JsonObject> tapes = bodies(frames, "ui.tape");
    // A timer that was late catches up a little faster than ten times a second.
    assertTrue(tapes.size() <= seconds * 12.5 + 2, tapes.size() + " in " + seconds + " s");
    assertTrue(bodies(frames, "ui.rates").size() <= seconds * 4.5 + 2, "rates");
    for (int i = 1; i < tapes.size(); i++) {
      assertEquals(tapes.get(i - 1).getLong("seq") + 1, tapes.get(i).getLong("seq"));
    }
    JsonArray items = tapes.getLast().getJsonArray("items");
    assertEquals(40, items.size());
    assertEquals(
        new JsonObject()
            .put("id", 5_000)
            .put("symbol", "BTCUSDT")
            .put("price", "64000")
            .put("qty", "0.25")
            .put("side", "sell")
            .put("t", NOW_MS + 5_000),
        items.getJsonObject(0));
    Thread.sleep(400);
    assertEquals(0, bodies(socket.drain(), "ui.tape").size(), "nothing changed");
    rig.awaitMetric("tapeloom_agg_trades_ingested_total{symbol=\"usdm.BTCUSDT\"}", 5_000);
    socket.close();
  }

  /** Everything up to the snapshot of the tape that begins with that trade. */
  private static List<JsonObject> untilTrade(UiSocket socket, long id) throws Exception {
    List<JsonObject> frames = new ArrayList<>();
    while (true) {
      JsonObject frame = socket.next("rec");
      frames.add(frame);
      JsonArray items = frame.getJsonObject("body").getJsonArray("items");
      boolean tape = "ui.tape".equals(frame.getString("address")) && !items.isEmpty();
      if (tape && items.getJsonObject(0).getLong("id") == id) {
        return frames;
      }
    }
  }

  @Test
  void whoRegistersGetsEachSnapshotOnceInOrder() throws Exception {
    UiSocket witness = rig.socket().register("ui.tape");
    for (int round = 1; round <= 20; round++) {
      rig.bus.publish(Channels.trade(BTC), MarketEvents.trade(BTC, round, "64000", true));
      UiSocket socket = rig.socket().register("ui.tape");
      List<JsonObject> seen = bodies(untilTrade(socket, round), "ui.tape");
      untilTrade(witness, round);
      seen.addAll(bodies(socket.drain(), "ui.tape"));
      for (int i = 1; i < seen.size(); i++) {
        assertEquals(seen.get(i - 1).getLong("seq") + 1, seen.get(i).getLong("seq"));
      }
      socket.close();
    }
    witness.close();
  }

  private static List<JsonObject> bodies(List<JsonObject> frames, String address) {
    return frames.stream()
        .filter(f -> address.equals(f.getString("address")))
        .map(f -> f.getJsonObject("body"))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  @Test
  void aChartSnapshotHoldsTheRunningBarAndTheOneBefore() throws Exception {
    UiSocket socket = rig.socket().register("ui.chart.BTCUSDT.1m");
    long first = NOW_MS - NOW_MS % 60_000;
    publish(MarketEvents.minute(BTC, first, "64001", false));
    JsonObject running = socket.body("ui.chart.BTCUSDT.1m");
    assertNull(running.getJsonObject("prev"));
    assertEquals(
        new JsonObject(
            """
            {"t":%d,"o":"64000","h":"64010.5","l":"63990","c":"64001","v":"3","buy":"1.75"}"""
                .formatted(first)),
        running.getJsonObject("bar"));
    publish(MarketEvents.minute(BTC, first, "64002", true));
    publish(MarketEvents.minute(BTC, first + 60_000, "64003", false));
    JsonObject next = socket.body("ui.chart.BTCUSDT.1m");
    while (next.getJsonObject("bar").getLong("t") == first) {
      next = socket.body("ui.chart.BTCUSDT.1m");
    }
    assertEquals("64002", next.getJsonObject("prev").getString("c"));
    publish(MarketEvents.minute(BTC, first, "64009", true));
    assertEquals("64009", socket.body("ui.chart.BTCUSDT.1m").getJsonObject("prev").getString("c"));
    assertEquals("1m", next.getString("interval"));
    UiSocket late = rig.socket().register("ui.chart.BTCUSDT.1m");
    assertEquals(
        first + 60_000, late.body("ui.chart.BTCUSDT.1m").getJsonObject("bar").getLong("t"));
    socket.close();
    late.close();
  }

  @Test
  void aSecondGrowsByTheTradeAndIsFlatAfterSilence() throws Exception {
    UiSocket socket = rig.socket().register("ui.chart.ETHUSDT.1s");
    long first = NOW_MS - NOW_MS % 1_000;
    trade(1, first + 100, 6_400_000_000_000L);
    trade(2, first + 990, 6_500_000_000_000L);
    trade(3, first + 950, 6_450_000_000_000L);
    JsonObject body = second(socket, "64500");
    assertEquals(
        new JsonObject(
            """
            {"t":%d,"o":"64000","h":"65000","l":"64000","c":"64500","v":"6","buy":"4"}"""
                .formatted(first)),
        body.getJsonObject("bar"));
    assertNull(body.getJsonObject("prev"));
    trade(4, first + 3_000, 6_600_000_000_000L);
    body = second(socket, "66000");
    assertEquals(first + 3_000, body.getJsonObject("bar").getLong("t"));
    assertEquals(
        new JsonObject(
            """
            {"t":%d,"o":"64500","h":"64500","l":"64500","c":"64500","v":"0","buy":"0"}"""
                .formatted(first + 2_000)),
        body.getJsonObject("prev"));
    socket.close();
  }

  private static JsonObject second(UiSocket socket, String close) throws Exception {
    JsonObject body = socket.body("ui.chart.ETHUSDT.1s");
    while (!close.equals(body.getJsonObject("bar").getString("c"))) {
      body = socket.body("ui.chart.ETHUSDT.1s");
    }
    return body;
  }

  private void trade(long id, long timeMs, long priceE8) {
    AggTrade trade = new AggTrade(ETH, id, priceE8, 200_000_000L, id, id, timeMs, id == 2);
    rig.bus.publish(Channels.trade(ETH), trade);
  }

  private void publish(Kline kline) {
    rig.bus.publish(Channels.kline(BTC, Interval.M1), kline);
  }

  @Test
  void ratesAreTheNewestOfTradeAndMarkAndNullWhereUnknown() throws Exception {
    UiSocket socket = rig.socket().register("ui.rates");
    rig.bus.publish(Channels.trade(BTC), MarketEvents.trade(BTC, 7, "64000.5", false));
    rig.bus.publish(Channels.mark(BTC), MarketEvents.mark(BTC));
    JsonArray items = socket.body("ui.rates").getJsonArray("items");
    while (items.getJsonObject(0).getString("markPrice") == null) {
      items = socket.body("ui.rates").getJsonArray("items");
    }
    assertEquals(
        new JsonObject(
            """
            {"symbol":"BTCUSDT","price":"64000.5","markPrice":"64001.5","indexPrice":"64000.25",
             "fundingRate":"0.0001","nextFundingTime":%d,"change24hPct":null,"time":%d}"""
                .formatted(NOW_MS + 3_600_000, NOW_MS + 7)),
        items.getJsonObject(0));
    JsonObject eth = items.getJsonObject(1);
    assertEquals("ETHUSDT", eth.getString("symbol"));
    assertNull(eth.getString("price"));
    assertEquals(items, rig.json("/api/rates").getJsonArray("items"));
    socket.close();
  }

  @Test
  void theNewestDecisionOfEachSymbolAndStrategyIsShown() throws Exception {
    rig.decisions.accept(MarketEvents.decided(BTC, "v51_baseline", NOW_MS, List.of()));
    UiSocket socket = rig.socket().register("ui.signals");
    for (int i = 1; i <= 3; i++) {
      rig.bus.publish(
          Channels.signalDecided(BTC),
          MarketEvents.decided(
              BTC, "v51_baseline", NOW_MS + i * 15_000, List.of(Withheld.WARMING)));
      rig.bus.publish(
          Channels.signalDecided(ETH),
          MarketEvents.decided(ETH, "v51_baseline", NOW_MS + i * 15_000, List.of()));
    }
    rig.bus.publish(
        Channels.signalDecided(BTC), MarketEvents.decided(BTC, "v51_baseline", NOW_MS, List.of()));
    JsonArray items = socket.body("ui.signals").getJsonArray("items");
    while (items.size() < 2) {
      items = socket.body("ui.signals").getJsonArray("items");
    }
    assertEquals(2, items.size());
    rig.awaitMetric("tapeloom_signal_score{", 70);
    rig.awaitMetric("tapeloom_signals_total{direction=\"long\",outcome=\"warming\"", 3);
    socket.close();
  }

  @Test
  void paperIsReadAgainAfterAChangeOfTheLedger() throws Exception {
    UiSocket socket = rig.socket().register("ui.paper");
    assertTrue(socket.body("ui.paper").getJsonArray("positions").isEmpty());
    rig.paper.set(
        rig.paper
            .get()
            .copy()
            .put("positions", new JsonArray().add(new JsonObject().put("cycleId", 7))));
    rig.bus.publish(
        Channels.ledgerEvent(), new CycleChanged(BTC, 7, "paper/v51_baseline", "ENTERING", NOW_MS));
    JsonObject body = socket.body("ui.paper");
    assertEquals(7, body.getJsonArray("positions").getJsonObject(0).getLong("cycleId"));
    assertEquals(2, body.getLong("seq"));
    socket.close();
  }

  @Test
  void statusAndReadinessFollowCollectorsAndDecisions() throws Exception {
    assertEquals(503, rig.get("/health/ready").statusCode());
    UiSocket socket = rig.socket().register("ui.status");
    assertEquals("backfill", btc(socket.body("ui.status")).getString("phase"));
    rig.feeds.accept(
        new FeedState(
            BTC,
            FeedState.Phase.BACKFILL,
            OptionalLong.of(NOW_MS - 60_000),
            OptionalLong.of(60_000),
            Optional.of(new FeedState.Backfill(412, 4_200, 52_000))));
    JsonObject filling = btc(socket.body("ui.status"));
    while (filling.getValue("progress") == null) {
      filling = btc(socket.body("ui.status"));
    }
    assertEquals(0.412, filling.getDouble("progress"));
    assertEquals(4_200, filling.getLong("remainingMs"));
    assertEquals(52_000, filling.getLong("ratePerS"));
    assertFalse(filling.getBoolean("warm"));
    for (var instrument : List.of(BTC, ETH)) {
      rig.feeds.accept(live(instrument));
      rig.decisions.accept(MarketEvents.decided(instrument, "v51_baseline", NOW_MS, List.of()));
    }
    JsonObject status = socket.body("ui.status");
    while (!status.getBoolean("ready")) {
      status = socket.body("ui.status");
    }
    JsonObject live = btc(status);
    assertEquals("live", live.getString("phase"));
    assertNull(live.getValue("progress"));
    assertTrue(live.getBoolean("warm"));
    assertTrue(live.getLong("warmInMs") > 3_000_000, "one hour of four is missing");
    assertEquals("paper", status.getString("mode"));
    assertEquals("up", status.getString("db"));
    assertEquals(1, status.getInteger("clients"));
    JsonObject ready = rig.json("/health/ready");
    assertEquals("up", ready.getString("status"));
    assertEquals("up", ready.getJsonObject("dependencies").getString("collector.usdm.BTCUSDT"));
    trouble(Health.Status.DEGRADED, 200, "degraded");
    trouble(Health.Status.DOWN, 503, "down");
    trouble(Health.Status.UP, 200, "up");
    socket.close();
  }

  private void trouble(Health.Status status, int http, String word) throws Exception {
    rig.bus.publish(Channels.opsHealth(), new Health("tape", status, "not written"));
    for (int i = 0; i < 1_200 && rig.get("/health/ready").statusCode() != http; i++) {
      Thread.sleep(25);
    }
    Thread.sleep(50);
    assertEquals(http, rig.get("/health/ready").statusCode());
    assertEquals(word, rig.json("/health/ready").getString("status"));
  }

  private static FeedState live(io.tapeloom.kernel.Instrument instrument) {
    return new FeedState(
        instrument,
        FeedState.Phase.LIVE,
        OptionalLong.of(NOW_MS),
        OptionalLong.of(0),
        Optional.empty());
  }

  private static JsonObject btc(JsonObject status) {
    return status.getJsonArray("symbols").getJsonObject(0);
  }
}
