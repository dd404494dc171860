package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault as a client on the wire feels it. */
class SimStreamFaultsTest {
  private Vertx vertx;
  private SimClient client;
  private SimClient.Line line;
  private long before;

  @BeforeEach
  void open() throws InterruptedException {
    vertx = Vertx.vertx();
    SimVerticle sim =
        new SimVerticle(
            SimSettings.onPort(0).unlimited(),
            MarketClock.startingAt(1_770_120_000_000L, 240),
            SimMarket.ofSeed(11));
    vertx.deployVerticle(sim).await();
    client = new SimClient(vertx, sim.port());
    line = client.open("/market/ws/btcusdt@aggTrade");
    before = line.frame().getLong("a");
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private void fault(String kind, int count, int forMs) {
    JsonObject fault =
        new JsonObject()
            .put("kind", kind)
            .put("symbol", "BTCUSDT")
            .put("stream", "aggTrade")
            .put("count", count)
            .put("for_ms", forMs);
    assertEquals(202, client.fault(fault).statusCode());
  }

  /**
   * Differences of neighbouring ids from the last one read on, until well past what has traded by
   * now.
   */
  private List<Long> steps() throws InterruptedException {
    String newest = "/fapi/v1/aggTrades?symbol=BTCUSDT&limit=1";
    long enough = client.list(newest).getJsonObject(0).getLong("a") + 150;
    List<Long> steps = new ArrayList<>();
    while (before < enough) {
      long id = line.frame().getLong("a");
      steps.add(id - before);
      before = id;
    }
    return steps;
  }

  @Test
  void aSkipLeavesOneHole() throws InterruptedException {
    fault("skip", 7, 0);
    List<Long> steps = steps();
    assertEquals(List.of(8L), steps.stream().filter(s -> s != 1).toList());
  }

  @Test
  void aRepeatSendsFramesTwiceAndAnOldOneLate() throws InterruptedException {
    fault("repeat", 4, 0);
    List<Long> steps = steps();
    assertEquals(4, steps.stream().filter(s -> s == 0).count());
    assertEquals(2, steps.stream().filter(s -> s < 0).count());
  }

  @Test
  void aSwapChangesNeighboursAndLosesNothing() throws InterruptedException {
    fault("swap", 3, 0);
    List<Long> odd = steps().stream().filter(s -> s != 1).toList();
    assertEquals(List.of(2L, -1L, 3L, -1L, 3L, -1L, 2L), odd);
  }

  @Test
  void aCutBreaksTheConnectionWithoutAFarewell() throws InterruptedException {
    fault("cut", 1, 0);
    String end = line.ends.poll(30, TimeUnit.SECONDS);
    assertNotNull(end);
    assertTrue(end.startsWith("1006") || end.startsWith("null"), end);
    line = client.open("/market/ws/btcusdt@aggTrade");
    before = line.frame().getLong("a");
    assertTrue(steps().stream().allMatch(s -> s == 1));
  }

  @Test
  void aStallLosesWhatFallsIntoItAndTheConnectionLivesOn() throws InterruptedException {
    fault("stall", 1, 300);
    List<Long> holes = steps().stream().filter(s -> s != 1).toList();
    assertEquals(1, holes.size());
    assertTrue(holes.getFirst() > 20, "lost " + holes);
    assertTrue(line.ends.isEmpty());
  }
}
