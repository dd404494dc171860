package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams of the running exchange, taken by a real client. */
class SimStreamsTest {
  private static final long START_MS = 1_770_120_000_000L;
  private static final String ALL_TRADES =
      "/market/stream?streams=btcusdt@aggTrade/ethusdt@aggTrade/xrpusdt@aggTrade/solusdt@aggTrade";
  private static Vertx vertx;
  private static SimClient client;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    client = exchange(SimSettings.onPort(0).unlimited(), 60);
  }

  private static SimClient exchange(SimSettings settings, double speed) {
    SimVerticle sim =
        new SimVerticle(settings, MarketClock.startingAt(START_MS, speed), SimMarket.ofSeed(7));
    vertx.deployVerticle(sim).await();
    return new SimClient(vertx, sim.port());
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  private static JsonObject ask(String method, Object... params) {
    return new JsonObject()
        .put("method", method)
        .put("params", new JsonArray(List.of(params)))
        .put("id", 17);
  }

  @Test
  void namesThatNobodyFillsAreForgottenWithTheirListeners() throws InterruptedException {
    SimClient quiet = exchange(SimSettings.onPort(0).unlimited(), 1);
    int before = streams(quiet);
    SimClient.Line line = quiet.open("/ws/0");
    line.socket.writeTextMessage(ask("SUBSCRIBE", "no@one", "no@two").encode());
    line.next();
    assertEquals(before + 3, streams(quiet));
    line.socket.writeTextMessage(ask("UNSUBSCRIBE", "no@one").encode());
    line.next();
    assertEquals(before + 2, streams(quiet));
    line.socket.close().await();
    long end = System.nanoTime() + 30_000_000_000L;
    while (streams(quiet) > before && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertEquals(before, streams(quiet));
  }

  private static int streams(SimClient of) {
    return of.get("/__sim/clock").bodyAsJsonObject().getInteger("streams");
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
        client.items("/__sim/trades?symbol=BTCUSDT&from_id=" + (id + 399) + "&limit=1");
    for (String field : List.of("a", "p", "q", "nq", "f", "l", "T", "m")) {
      assertEquals(truth.getJsonObject(0).getValue(field), frame.getValue(field), field);
    }
    line.socket.close();
  }

  @Test
  void everyPrefixAndBothModesCarryTheStreams() throws InterruptedException {
    for (String prefix : List.of("", "/market", "/public")) {
      SimClient.Line bare = client.open(prefix + "/ws/ethusdt@aggTrade/xrpusdt@aggTrade");
      assertEquals("aggTrade", bare.frame().getString("e"));
      bare.socket.close();
      SimClient.Line combined = client.open(prefix + "/stream?streams=ethusdt%40aggTrade");
      JsonObject frame = combined.frame();
      assertEquals("ethusdt@aggTrade", frame.getString("stream"));
      assertEquals("ETHUSDT", frame.getJsonObject("data").getString("s"));
      combined.socket.close();
    }
  }

  @Test
  void subscriptionsAnswerAsDocumented() throws InterruptedException {
    SimClient.Line line = client.open("/market/stream?streams=");
    assertEquals(
        "{\"result\":null,\"id\":17}",
        line.ask(ask("SUBSCRIBE", "ethusdt@aggTrade", "no@such")).encode());
    assertEquals("ethusdt@aggTrade", line.frame().getString("stream"));
    assertEquals(
        new JsonArray().add("ethusdt@aggTrade").add("no@such"),
        line.ask(ask("LIST_SUBSCRIPTIONS")).getJsonArray("result"));
    assertEquals(true, line.ask(ask("GET_PROPERTY", "combined")).getBoolean("result"));
    assertEquals(
        "{\"result\":null,\"id\":17}", line.ask(ask("SET_PROPERTY", "combined", false)).encode());
    assertEquals(
        "{\"result\":null,\"id\":17}", line.ask(ask("UNSUBSCRIBE", "ethusdt@aggTrade")).encode());
    line.texts.clear();
    assertEquals(null, line.texts.poll(150, TimeUnit.MILLISECONDS));
    line.socket.close();
  }

  @Test
  void malformedControlMessagesAreAnsweredAndHarmless() throws InterruptedException {
    SimClient.Line line = client.open("/ws/0");
    assertEquals(3, line.ask("{oops").getInteger("code"));
    assertEquals(3, line.ask("[]").getInteger("code"));
    assertEquals(2, line.ask(new JsonObject().put("method", "DANCE")).getInteger("code"));
    assertEquals(2, line.ask(ask("SUBSCRIBE", 5)).getInteger("code"));
    assertEquals(2, line.ask(ask("SET_PROPERTY", "speed", 9)).getInteger("code"));
    assertEquals(2, line.ask(ask("SUBSCRIBE").put("id", 1.5)).getInteger("code"));
    JsonObject answer = line.ask(ask("SUBSCRIBE", "btcusdt@aggTrade").put("id", "7f"));
    assertEquals("7f", answer.getString("id"));
    assertEquals("BTCUSDT", line.frame().getString("s"));
    line.socket.close();
  }

  @Test
  void aClientThatAsksTooFastIsClosed() throws InterruptedException {
    SimClient.Line line = client.open("/ws");
    for (int i = 0; i < 40; i++) {
      line.socket.writeTextMessage(ask("LIST_SUBSCRIPTIONS").encode());
    }
    String end = line.ends.poll(30, TimeUnit.SECONDS);
    assertTrue(end != null && end.startsWith("1008"), end);
  }

  @Test
  void closedBarsComeOnceEachAndEqualTheKlines() throws InterruptedException {
    SimClient.Line line = client.open("/market/ws/solusdt@kline_1m");
    List<JsonObject> closed = new ArrayList<>();
    while (closed.size() < 3) {
      JsonObject bar = line.frame().getJsonObject("k");
      if (bar.getBoolean("x")) {
        closed.add(bar);
      }
    }
    line.socket.close();
    for (int i = 0; i < 3; i++) {
      JsonObject bar = closed.get(i);
      assertEquals(closed.getFirst().getLong("t") + i * 60_000L, bar.getLong("t"));
      JsonArray row =
          client
              .list(
                  "/fapi/v1/klines?symbol=SOLUSDT&interval=1m&limit=1&startTime="
                      + bar.getLong("t"))
              .getJsonArray(0);
      List<String> fields = List.of("t", "o", "h", "l", "c", "v", "T", "q", "n", "V", "Q");
      for (int f = 0; f < fields.size(); f++) {
        assertEquals(row.getValue(f), bar.getValue(fields.get(f)), fields.get(f));
      }
    }
  }

  @Test
  void markPricesComeEachSecondOrEachThird() throws InterruptedException {
    SimClient.Line line =
        client.open("/market/stream?streams=btcusdt@markPrice@1s/btcusdt@markPrice");
    JsonObject frame = line.frame();
    JsonObject data = frame.getJsonObject("data");
    assertEquals("markPriceUpdate", data.getString("e"));
    assertEquals(0, data.getLong("E") % 1000);
    assertTrue(data.getLong("T") > data.getLong("E"));
    boolean slow = false;
    for (int i = 0; i < 60 && !slow; i++) {
      slow = line.frame().getString("stream").equals("btcusdt@markPrice");
    }
    assertTrue(slow);
    line.socket.close();
  }

  @Test
  void aConnectionEndsWithACloseFrameAfterItsLife() throws InterruptedException {
    SimClient brief = exchange(SimSettings.onPort(0).withConnectionLife(400), 1);
    SimClient.Line line = brief.open("/market/ws/btcusdt@aggTrade");
    String end = line.ends.poll(30, TimeUnit.SECONDS);
    assertTrue(end != null && end.startsWith("1001"), end);
  }

  @Test
  void aClientThatStopsReadingIsClosedAndTheOthersGoOn() throws InterruptedException {
    SimClient fast = exchange(SimSettings.onPort(0).unlimited().withMaxPending(65_536), 1_000);
    SimClient.Line idle = fast.open(ALL_TRADES);
    idle.socket.pause();
    SimClient.Line other = fast.open(ALL_TRADES);
    long closed = 0;
    for (int i = 0; i < 400_000 && closed == 0; i++) {
      other.frame();
      closed = i % 500 == 0 && fast.connections() == 1 ? i : 0;
    }
    assertTrue(closed > 0, "frames until the idle client was closed: " + closed);
    assertTrue(other.ends.isEmpty());
    other.socket.close();
  }

  @Test
  void fiveThousandFramesASecondArriveWithoutALoss() throws InterruptedException {
    SimClient fast = exchange(SimSettings.onPort(0).unlimited(), 700);
    List<String> symbols = List.of("BTCUSDT", "ETHUSDT", "XRPUSDT", "SOLUSDT");
    SimClient.Line line = fast.open(ALL_TRADES);
    long[] last = new long[4];
    long start = System.nanoTime();
    int frames = 0;
    while (System.nanoTime() - start < 2_500_000_000L) {
      JsonObject data = line.frame().getJsonObject("data");
      int symbol = symbols.indexOf(data.getString("s"));
      assertTrue(last[symbol] == 0 || data.getLong("a") == last[symbol] + 1, data.encode());
      last[symbol] = data.getLong("a");
      frames++;
    }
    line.socket.close();
    assertTrue(frames > 5_000, "frames in 2.5 s: " + frames);
  }
}
