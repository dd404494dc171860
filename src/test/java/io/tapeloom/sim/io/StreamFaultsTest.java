package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every fault of streams, market data and user data, over real sockets. */
class StreamFaultsTest {
  private static final String STREAM = "btcusdt@aggTrade";
  private final GateRig rig = new GateRig(SimSettings.onPort(0).unlimited());

  @AfterEach
  void stop() {
    rig.close();
  }

  private void fault(String fault) {
    HttpResponse<Buffer> added = rig.client.post("/__sim/fault", fault);
    assertEquals(202, added.statusCode(), added.bodyAsString());
  }

  private SimClient.Line trades() throws InterruptedException {
    SimClient.Line line = rig.client.open("/market/ws/" + STREAM);
    line.ask("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}");
    return line;
  }

  /** Lets market time pass until something has come over the line. */
  private String next(SimClient.Line line) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      String text = line.texts.poll(100, TimeUnit.MILLISECONDS);
      if (text != null) {
        return text;
      }
      rig.now.addAndGet(200);
    }
    throw new AssertionError("expected a frame, got none");
  }

  private String spoiled(String fault) throws InterruptedException {
    SimClient.Line line = trades();
    fault(fault);
    return next(line);
  }

  @Test
  void framesAreSpoiledInEveryWay() throws InterruptedException {
    long right = new JsonObject(next(trades())).getLong("a");
    long back = new JsonObject(spoiled("{\"kind\":\"ids_back\"}")).getLong("a");
    assertTrue(back < right - 900_000, back + " after " + right);
    assertTrue(spoiled("{\"kind\":\"oversized\"}").length() > 1 << 20);
    String deep = spoiled("{\"kind\":\"deep_json\"}");
    assertTrue(deep.startsWith("[[[") && deep.length() == 20_000);
    assertTrue(spoiled("{\"kind\":\"bad_number\"}").contains("\"p\":\"NaN\""));
    assertTrue(spoiled("{\"kind\":\"unknown_event\"}").contains("somethingNew"));
    assertTrue(spoiled("{\"kind\":\"wrong_symbol\"}").contains("\"s\":\"BTCUSDT_261225\""));
    JsonObject spike = new JsonObject(spoiled("{\"kind\":\"price_spike\"}"));
    JsonObject usual = new JsonObject(next(trades()));
    double times = price(spike) / price(usual);
    assertTrue(times > 9 && times < 11, "" + times);
  }

  private static double price(JsonObject trade) {
    return Double.parseDouble(trade.getString("p"));
  }

  @Test
  void aBurstRepeatsOneFrame() throws InterruptedException {
    SimClient.Line line = trades();
    fault("{\"kind\":\"burst\",\"frames\":500}");
    String first = next(line);
    for (int i = 1; i < 500; i++) {
      assertEquals(first, next(line));
    }
  }

  @Test
  void binaryFramesComeWhereTextIsExpected() throws InterruptedException {
    SimClient.Line line = trades();
    List<Buffer> binary = new java.util.concurrent.CopyOnWriteArrayList<>();
    line.socket.binaryMessageHandler(binary::add);
    fault("{\"kind\":\"binary\",\"stream\":\"aggTrade\"}");
    next(line);
    assertEquals(1, binary.size());
  }

  @Test
  void aKlinesCloseDiffersFromTheTrades() throws InterruptedException {
    SimClient.Line line = rig.client.open("/market/ws/btcusdt@kline_1m");
    line.ask("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}");
    fault("{\"kind\":\"kline_differs\",\"stream\":\"kline\"}");
    double times = 1;
    for (int i = 0; i < 10 && times < 1.001; i++) {
      times = overRest(new JsonObject(next(line)).getJsonObject("k"));
    }
    assertTrue(times > 1.005 && times < 1.02, "" + times);
  }

  /** The bar's close over that of REST; a frame may be on its way when the fault begins. */
  private double overRest(JsonObject bar) {
    String query = "symbol=BTCUSDT&interval=1m&limit=1&startTime=" + bar.getLong("t");
    JsonArray rest = rig.client.list("/fapi/v1/klines?" + query).getJsonArray(0);
    return Double.parseDouble(bar.getString("c")) / Double.parseDouble(rest.getString(4));
  }

  @Test
  void connectionsBreakInTheMiddleOfAFrame() throws InterruptedException {
    SimClient.Line line = trades();
    fault("{\"kind\":\"cut_mid_frame\"}");
    for (int i = 0; i < 300 && line.ends.isEmpty(); i++) {
      rig.now.addAndGet(200);
      Thread.sleep(20);
    }
    String end = line.ends.poll(30, TimeUnit.SECONDS);
    assertNotNull(end);
    assertTrue(end.startsWith("1006") || end.startsWith("null"), end);
    assertTrue(line.texts.isEmpty(), "the half frame must not arrive");
  }

  @Test
  void aHalfOpenConnectionAnswersNothing() throws InterruptedException {
    SimClient.Line gone = trades();
    List<Buffer> pongs = new java.util.concurrent.CopyOnWriteArrayList<>();
    gone.socket.pongHandler(pongs::add);
    fault("{\"kind\":\"half_open\"}");
    rig.now.addAndGet(5_000);
    rig.untilLogged("half_open");
    SimClient.Line other = trades();
    next(other);
    gone.socket.writePing(Buffer.buffer("there?"));
    other.ask("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":2}");
    next(other);
    assertTrue(gone.texts.isEmpty() && pongs.isEmpty() && gone.ends.isEmpty());
  }

  @Test
  void aShutdownIsAnnouncedFirst() throws InterruptedException {
    SimClient.Line bare = rig.client.open("/ws/" + STREAM);
    SimClient.Line combined = rig.client.open("/stream?streams=" + STREAM);
    fault("{\"kind\":\"server_shutdown\",\"for_ms\":500}");
    assertEquals("serverShutdown", bare.next().getString("e"));
    JsonObject wrapped = combined.next();
    assertEquals("!serverShutdown", wrapped.getString("stream"));
    assertNotNull(bare.ends.poll(30, TimeUnit.SECONDS));
    assertNotNull(combined.ends.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void subscriptionsAreRefusedOrLost() throws InterruptedException {
    SimClient.Line line = rig.client.open("/stream?streams=");
    String subscribe = "{\"method\":\"SUBSCRIBE\",\"params\":[\"" + STREAM + "\"],\"id\":";
    fault("{\"kind\":\"subscribe_refused\"}");
    assertEquals(2, line.ask(subscribe + "1}").getInteger("code"));
    fault("{\"kind\":\"subscribe_lost\"}");
    line.socket.writeTextMessage(subscribe + "2}");
    JsonObject list = line.ask("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":3}");
    assertEquals(3, list.getInteger("id"));
    assertEquals(new JsonArray(), list.getJsonArray("result"));
  }

  @Test
  void faultsOfWholeFramesAlsoComeByRateAndTime() throws InterruptedException {
    SimClient.Line line = trades();
    fault("{\"kind\":\"skip\",\"rate\":1,\"count\":5,\"stream\":\"" + STREAM + "\"}");
    long before = rig.client.get("/__sim/log").bodyAsJsonObject().getLong("size");
    next(line);
    long skipped =
        rig.client.items("/__sim/log?from=" + (before + 1)).stream()
            .filter(l -> ((JsonObject) l).getString("text").startsWith("skip"))
            .count();
    assertEquals(5, skipped);
  }

  private String listenKey() {
    return rig.call("POST", "/fapi/v1/listenKey", "", rig.key())
        .bodyAsJsonObject()
        .getString("listenKey");
  }

  private void order(String symbol) {
    rig.call("POST", "/fapi/v1/order", rig.signed("symbol=" + symbol), rig.key());
  }

  private static List<String> symbols(SimClient.Line line, int count) throws InterruptedException {
    List<String> symbols = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      symbols.add(line.next().getString("s"));
    }
    return symbols;
  }

  @Test
  void userEventsAreLostDoubledSwappedAndLate() throws InterruptedException {
    SimClient.Line line = rig.client.open("/private/ws/" + listenKey());
    fault("{\"kind\":\"event_lost\"}");
    order("A1");
    order("A2");
    assertEquals(List.of("A2"), symbols(line, 1));
    fault("{\"kind\":\"event_twice\"}");
    order("B1");
    assertEquals(List.of("B1", "B1"), symbols(line, 2));
    fault("{\"kind\":\"event_swap\"}");
    order("C1");
    order("C2");
    assertEquals(List.of("C2", "C1"), symbols(line, 2));
    fault("{\"kind\":\"event_late\",\"for_ms\":300}");
    long began = System.nanoTime();
    order("D1");
    assertEquals(List.of("D1"), symbols(line, 1));
    assertTrue(System.nanoTime() - began >= 300_000_000L);
  }

  @Test
  void userConnectionsBreakInsteadOfCarryingAnEvent() throws InterruptedException {
    SimClient.Line line = rig.client.open("/private/ws?listenKey=" + listenKey() + "&events=order");
    fault("{\"kind\":\"event_cut\",\"on\":\"order.accepted\"}");
    order("BTCUSDT");
    assertNotNull(line.ends.poll(30, TimeUnit.SECONDS));
    assertTrue(line.texts.isEmpty());
  }

  @Test
  void anEventComesBeforeTheReply() throws InterruptedException {
    SimClient.Line line = rig.client.open("/ws-api/v3?returnRateLimits=false");
    JsonObject params = new JsonObject().put("apiKey", rig.key()).put("timestamp", rig.now.get());
    String text = "apiKey=" + rig.key() + "&timestamp=" + rig.now.get();
    params.put("signature", GateRig.hmac(rig.sim.endpoints().secret(), text));
    String subscribe = "{\"id\":1,\"method\":\"userDataStream.subscribe.signature\",\"params\":";
    line.ask(subscribe + params.encode() + "}");
    JsonObject order =
        new JsonObject()
            .put("apiKey", rig.key())
            .put("symbol", "BTCUSDT")
            .put("timestamp", rig.now.get());
    text = "apiKey=" + rig.key() + "&symbol=BTCUSDT&timestamp=" + rig.now.get();
    order.put("signature", GateRig.hmac(rig.sim.endpoints().secret(), text));
    String place = "{\"id\":2,\"method\":\"order.place\",\"params\":" + order.encode() + "}";
    line.socket.writeTextMessage(place);
    assertEquals(2, line.next().getInteger("id"), "usually the reply comes first");
    assertEquals(0, line.next().getInteger("subscriptionId"));
    fault("{\"kind\":\"event_first\"}");
    line.socket.writeTextMessage(place);
    assertEquals(0, line.next().getInteger("subscriptionId"));
    assertEquals(2, line.next().getInteger("id"));
    fault("{\"kind\":\"stream_terminated\"}");
    assertEquals("eventStreamTerminated", line.next().getJsonObject("event").getString("e"));
  }

  @Test
  void listenKeysEndAloudOrInSilence() throws InterruptedException {
    String first = listenKey();
    SimClient.Line line = rig.client.open("/private/ws/" + first);
    fault("{\"kind\":\"listen_key_expired\"}");
    JsonObject expired = line.next();
    assertEquals("listenKeyExpired", expired.getString("e"));
    assertEquals(first, expired.getString("listenKey"));
    String second = listenKey();
    SimClient.Line deaf = rig.client.open("/private/ws/" + second);
    fault("{\"kind\":\"listen_key_dead\"}");
    rig.untilLogged("listen_key_dead");
    order("BTCUSDT");
    String third = listenKey();
    SimClient.Line fresh = rig.client.open("/private/ws/" + third);
    order("ETHUSDT");
    assertEquals("ETHUSDT", fresh.next().getString("s"));
    assertTrue(deaf.texts.isEmpty() && deaf.ends.isEmpty());
  }
}
