package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Spot's streams beside those of USD-M on one port. */
class SpotStreamsTest {
  private static Vertx vertx;
  private static SimVerticle sim;
  private static SimClient client;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    sim =
        new SimVerticle(
            SimSettings.onPort(0).unlimited(),
            MarketClock.startingAt(1_770_120_000_000L, 60),
            SimMarket.ofSeed(7));
    vertx.deployVerticle(sim).await();
    client = new SimClient(vertx, sim.port());
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  @Test
  void oneNameIsAnotherStreamOnEachMarket() throws InterruptedException {
    SimClient.Line spot = client.open("/spot/ws/btcusdt@aggTrade");
    SimClient.Line usdm = client.open("/ws/btcusdt@aggTrade");
    assertEquals(
        List.of("e", "E", "s", "a", "p", "q", "f", "l", "T", "m", "M"),
        List.copyOf(spot.frame().fieldNames()));
    assertTrue(usdm.frame().containsKey("nq"));
    spot.socket.close();
    usdm.socket.close();
  }

  @Test
  void tradesOfTheStreamAreThoseOfRestWithoutAHole() throws InterruptedException {
    SimClient.Line line = client.open("/spot/stream?streams=ethusdt@trade/ethusdt@aggTrade");
    JsonObject aggregate = null;
    BigDecimal sum = BigDecimal.ZERO;
    long next = 0;
    for (int i = 0; i < 300; i++) {
      JsonObject frame = line.frame();
      JsonObject data = frame.getJsonObject("data");
      if (frame.getString("stream").endsWith("@trade")) {
        assertTrue(next == 0 || data.getLong("t") == next, data.encode());
        next = data.getLong("t") + 1;
        sum = sum.add(new BigDecimal(data.getString("q")));
      } else {
        if (aggregate != null) {
          assertEquals(0, sum.compareTo(new BigDecimal(data.getString("q"))), data.encode());
          assertEquals(next - 1, data.getLong("l"));
        }
        aggregate = data;
        sum = BigDecimal.ZERO;
      }
    }
    line.socket.close();
    String path = "/api/v3/historicalTrades?symbol=ETHUSDT&limit=1&fromId=" + (next - 1);
    assertEquals(next - 1, client.list(path).getJsonObject(0).getLong("id"));
  }

  @Test
  void timesComeInMicrosecondsWhereTheyAreAskedFor() throws InterruptedException {
    SimClient.Line line =
        client.open("/spot/ws/btcusdt@kline_1m/btcusdt@aggTrade?timeUnit=MICROSECOND");
    boolean bar = false;
    boolean trade = false;
    while (!bar || !trade) {
      JsonObject frame = line.frame();
      assertTrue(frame.getLong("E") > 1_770_000_000_000_000L, frame.encode());
      if (frame.containsKey("k")) {
        JsonObject k = frame.getJsonObject("k");
        assertEquals(59_999_999, k.getLong("T") - k.getLong("t"));
        bar = true;
      } else {
        assertTrue(frame.getLong("T") > 1_770_000_000_000_000L, frame.encode());
        trade = true;
      }
    }
    line.socket.close();
  }

  @Test
  void sixMessagesInASecondAreOneTooMany() throws InterruptedException {
    SimClient.Line line = client.open("/spot/ws");
    JsonObject ask =
        new JsonObject().put("method", "LIST_SUBSCRIPTIONS").put("params", new JsonArray());
    for (int i = 0; i < 20; i++) {
      line.socket.writeTextMessage(ask.put("id", i).encode());
    }
    String end = line.ends.poll(30, TimeUnit.SECONDS);
    assertTrue(end != null && end.startsWith("1008"), end);
  }

  @Test
  void usersOrdersStandInTheBookThatEverybodySees() {
    try (SpotRig rig = new SpotRig()) {
      BigDecimal price = far(rig);
      String order = "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.5&price=";
      BigDecimal before = shown(rig, price);
      rig.ok("POST", "/api/v3/order", order + price);
      rig.now.addAndGet(100);
      BigDecimal more = shown(rig, price).subtract(before);
      assertTrue(more.signum() > 0, before + " and " + more + " more at " + price);
    }
  }

  /** Quantity asked at that price. */
  private static BigDecimal shown(SpotRig rig, BigDecimal price) {
    return rig
        .client
        .get("/api/v3/depth?symbol=BTCUSDT&limit=5000")
        .bodyAsJsonObject()
        .getJsonArray("asks")
        .stream()
        .map(JsonArray.class::cast)
        .filter(level -> new BigDecimal(level.getString(0)).compareTo(price) == 0)
        .map(level -> new BigDecimal(level.getString(1)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A price some way above the best ask, on nobody's grid. */
  private static BigDecimal far(SpotRig rig) {
    JsonObject best = rig.client.get("/api/v3/ticker/bookTicker?symbol=BTCUSDT").bodyAsJsonObject();
    return new BigDecimal(best.getString("askPrice"))
        .setScale(2, RoundingMode.CEILING)
        .add(new BigDecimal("23.37"));
  }
}
