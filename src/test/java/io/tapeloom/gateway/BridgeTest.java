package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bridge from the browser's side: what gets out, what never gets in, and who is cut. */
class BridgeTest {
  private static final List<String> TRANSPORTS = List.of(UiSocket.RAW, UiSocket.SOCKJS);
  private static GatewayRig rig;
  private static EventBus bus;

  @BeforeAll
  static void start() throws Exception {
    rig = GatewayRig.bare();
    bus = rig.vertx.eventBus();
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  @Test
  void aRegisteredTopicArrivesAsBinaryFramesAndAtOnce() throws Exception {
    UiSocket socket = rig.socket().register("ui.heartbeat");
    JsonObject first = socket.body("ui.heartbeat");
    JsonObject second = socket.body("ui.heartbeat");
    assertEquals(first.getLong("seq") + 1, second.getLong("seq"));
    assertEquals(1.0, second.getDouble("speed"));
    assertTrue(second.getLong("t") - first.getLong("t") > 500, "a heartbeat each second");
    UiSocket late = rig.socket().register("ui.rates");
    assertEquals(2, late.body("ui.rates").getJsonArray("items").size());
    socket.close();
    late.close();
  }

  @Test
  void registrationsAreBoundedAndARepeatedOneIsRefused() throws Exception {
    List<String> all = List.copyOf(new UiAddresses(rig.feeds.expected()).all());
    UiSocket socket = rig.socket();
    for (String address : all.subList(0, 21)) {
      socket.register(address);
      Thread.sleep(15);
    }
    assertEquals("max_handlers_reached", socket.next("err").getString("body"));
    socket.send(new JsonObject().put("type", "unregister").put("address", all.getFirst()).encode());
    socket.register(all.get(20));
    UiSocket repeat = rig.socket().register("ui.heartbeat").register("ui.heartbeat");
    assertEquals("rejected", repeat.next("err").getString("body"));
    assertTrue(
        socket.drain().stream().noneMatch(f -> "err".equals(f.getString("type"))), "21st again");
    socket.close();
    repeat.close();
  }

  @Test
  void whoFloodsTheBridgeIsPutOut() throws Exception {
    UiSocket witness = rig.socket().register("ui.heartbeat");
    for (String path : TRANSPORTS) {
      UiSocket socket = open(path);
      for (int i = 0; i < 2_000; i++) {
        socket.ping();
      }
      assertTrue(socket.closedWithin(30), path);
    }
    UiSocket framed = open(UiSocket.SOCKJS);
    JsonArray many = new JsonArray();
    for (int i = 0; i < 500; i++) {
      many.add("{\"type\":\"send\",\"address\":\"cmd.order\",\"body\":1}");
    }
    framed.sendAsIs(many.encode());
    assertTrue(framed.closedWithin(30), "many messages in one frame");
    assertTrue(framed.drain().size() <= 25, "each got an answer");
    witness.drain();
    witness.body("ui.heartbeat");
    witness.close();
  }

  private static UiSocket open(String path) throws Exception {
    return UiSocket.open(rig.vertx, UiSocket.options(rig.port()).setURI(path));
  }

  @Test
  void noPingIsAnsweredWhileNobodyReadsTheAnswers() {
    EmbeddedChannel channel = new EmbeddedChannel(new DeafPings());
    channel.writeInbound(new PingWebSocketFrame());
    assertTrue(channel.readInbound() instanceof PingWebSocketFrame, "passed on to be answered");
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    PingWebSocketFrame ping = new PingWebSocketFrame(Unpooled.buffer(8));
    channel.writeInbound(ping, new TextWebSocketFrame("{}"));
    assertTrue(channel.readInbound() instanceof TextWebSocketFrame, "only pings are dropped");
    assertEquals(0, ping.refCnt(), "and their memory given back");
    channel.finishAndReleaseAll();
  }

  @Test
  void onlyTheTwoWebSocketsAreServed() throws Exception {
    for (String path :
        List.of(
            "",
            "/",
            "/iframe.html",
            "/iframe-1.html",
            "/chunking_test",
            "/000/abc/xhr",
            "/000/abc/xhr_streaming",
            "/000/abc/xhr_send",
            "/000/abc/eventsource",
            "/000/abc/htmlfile?c=x",
            "/000/abc/jsonp?c=x",
            "/websocket/",
            "/WEBSOCKET",
            "/000/abc/WEBSOCKET",
            "/000/a%2Fb/websocket",
            "/000/../websocket",
            "/000/abc/def/websocket",
            "/000/websocket",
            "//websocket")) {
      for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.POST)) {
        int status =
            await(rig.client.request(method, rig.port(), "127.0.0.1", "/eventbus" + path).send())
                .statusCode();
        assertEquals(404, status, method + path);
      }
    }
    for (String path : TRANSPORTS) {
      assertEquals(426, rig.get(path).statusCode(), path);
      WebSocketConnectOptions evil =
          UiSocket.options(rig.port()).setURI(path).putHeader("Origin", "http://evil.example");
      assertThrows(ExecutionException.class, () -> UiSocket.open(rig.vertx, evil));
    }
    JsonObject info = rig.json("/eventbus/info?ticket=whatever&t=1");
    assertTrue(info.getBoolean("websocket"));
    assertEquals(404, await(rig.client.post("/eventbus/info").send()).statusCode());
  }

  @Test
  void clientsThatStopReadingCostLittleMemoryAndAreCut() throws Exception {
    List<UiSocket> stalled = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      UiSocket socket = open(TRANSPORTS.get(i % 2)).register("ui.risk");
      socket.stopReading();
      stalled.add(socket);
    }
    UiSocket healthy = rig.socket().register("ui.risk");
    awaitClients(21);
    flood(20);
    long before = heapBytes();
    long start = System.nanoTime();
    long seen = 0;
    while (System.nanoTime() - start < 60_000_000_000L && rig.parts.clients().count() > 1) {
      flood(5);
      stalled.forEach(BridgeTest::ping);
      ping(healthy);
      seen += healthy.drain().size();
    }
    long growth = heapBytes() - before;
    assertTrue(growth < 20_000_000, "heap grew by " + growth);
    assertTrue(seen > 100, "the healthy one got " + seen);
    assertTrue(rig.metric("tapeloom_ui_conflated_total") > 100, "skipped");
    assertTrue(cut() >= 20, "cut");
    assertEquals(1, rig.parts.clients().count());
    for (UiSocket socket : stalled) {
      socket.readAgain();
      assertTrue(socket.closedWithin(30), "a stalled socket is closed");
    }
    assertFalse(healthy.closedWithin(0), "the healthy one stays");
    healthy.close();
  }

  /** A counter that nobody has moved yet is not there. */
  private static double counted(String start) {
    try {
      return rig.metric(start);
    } catch (AssertionError none) {
      return 0;
    }
  }

  private static double cut() {
    return counted("tapeloom_ui_cut_total");
  }

  private static void awaitClients(int atMost) throws Exception {
    for (int i = 0; i < 3_000 && rig.parts.clients().count() > atMost; i++) {
      Thread.sleep(10);
    }
    assertTrue(rig.parts.clients().count() <= atMost, rig.parts.clients().count() + " open");
  }

  @Test
  void whatASlowReaderMissedComesWhenItReadsAgain() throws Exception {
    for (String path : TRANSPORTS) {
      UiSocket socket = open(path).register("ui.paper").register("ui.risk");
      socket.body("ui.paper");
      socket.stopReading();
      double before = counted("tapeloom_ui_conflated_total");
      while (counted("tapeloom_ui_conflated_total") == before) {
        flood(5);
      }
      JsonObject last = new JsonObject().put("seq", path.length()).put("path", path);
      rig.frames.put("ui.risk", last);
      bus.publish("ui.risk", last);
      socket.readAgain();
      JsonObject body = socket.body("ui.risk");
      while (!path.equals(body.getString("path"))) {
        body = socket.body("ui.risk");
      }
      socket.close();
    }
  }

  private static void ping(UiSocket socket) {
    socket.ping();
  }

  /** A hundred messages of 20 kB a second for that many times ten milliseconds. */
  private static void flood(int times) throws Exception {
    String filler = "x".repeat(20_000);
    for (int i = 0; i < times; i++) {
      bus.publish("ui.risk", new JsonObject().put("filler", filler));
      Thread.sleep(10);
    }
  }

  private static long heapBytes() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
