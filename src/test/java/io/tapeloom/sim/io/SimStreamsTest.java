package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams of the running exchange, taken by a real client. */
class SimStreamsTest {
  private static final long NOON_MS = 1_770_120_000_000L;
  private static Vertx vertx;
  private static SimClient client;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    SimVerticle sim =
        new SimVerticle(
            SimSettings.onPort(0).unlimited(),
            MarketClock.startingAt(NOON_MS, 60),
            SimMarket.ofSeed(7));
    vertx.deployVerticle(sim).await();
    client = new SimClient(vertx, sim.port());
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  @Test
  void tradesArriveInOrderWithoutAHoleAndAreTheTruth() throws InterruptedException {
    SimClient.Line line = client.open("/market/ws/btcusdt@aggTrade");
    JsonObject first = line.frame();
    assertEquals(
        List.of("e", "E", "s", "a", "p", "q", "nq", "f", "l", "T", "m", "st"),
        List.copyOf(first.fieldNames()));
    long id = first.getLong("a");
    JsonObject frame = first;
    for (int i = 1; i < 400; i++) {
      frame = line.frame();
      assertEquals(id + i, frame.getLong("a"));
      assertTrue(frame.getLong("E") >= frame.getLong("T"));
    }
    JsonArray truth =
        client.list("/__sim/trades?symbol=BTCUSDT&from_id=" + (id + 399) + "&limit=1");
    for (String field : List.of("a", "p", "q", "nq", "f", "l", "T", "m")) {
      assertEquals(truth.getJsonObject(0).getValue(field), frame.getValue(field), field);
    }
    line.socket.close();
  }
}
