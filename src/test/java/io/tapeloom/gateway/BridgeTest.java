package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bridge from the browser's side: what gets out, what never gets in, and who is cut. */
class BridgeTest {
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
  void nothingButUiCanBeRegistered() throws Exception {
    UiSocket socket = rig.socket();
    double before = refused("register");
    List<String> foreign =
        List.of(
            "market.trade.usdm.BTCUSDT",
            "executor.orders",
            "db.signal_new",
            "ledger.event",
            "__vertx.reply.1",
            "vertx.shell",
            "ui",
            "ui.",
            "uiXheartbeat",
            ".*",
            "ui.*|market.trade.usdm.BTCUSDT",
            "xui.heartbeat",
            "ui.x\nmarket.trade",
            "ui.\u0000",
            " ui.heartbeat",
            "UI.heartbeat");
    for (String address : foreign) {
      socket.register(address);
      assertEquals("access_denied", socket.next("err").getString("body"), address);
    }
    assertEquals(foreign.size(), refused("register") - before);
    socket.register("ui." + "x".repeat(300));
    assertEquals("max_address_length_reached", socket.next("err").getString("body"));
    bus.publish("ledger.event.test", new JsonObject());
    assertTrue(socket.drain().isEmpty());
    socket.close();
  }

  private static double refused(String kind) {
    return counted("tapeloom_ui_refused_total{kind=\"" + kind + "\"}");
  }

  /** A counter that nobody has moved yet is not there. */
  private static double counted(String start) {
    try {
      return rig.metric(start);
    } catch (AssertionError none) {
      return 0;
    }
  }

  @Test
  void nothingComesIn() throws Exception {
    AtomicInteger heard = new AtomicInteger();
    for (String address : List.of("cmd.order", "ui.ping", "risk.command", "market.gap")) {
      bus.consumer(address, _ -> heard.incrementAndGet());
    }
    UiSocket socket = rig.socket();
    for (String type : List.of("send", "publish")) {
      for (String address : List.of("cmd.order", "ui.ping", "risk.command", "__vertx.reply.1")) {
        JsonObject frame = new JsonObject().put("type", type).put("address", address);
        socket.send(frame.put("body", new JsonObject().put("a", 1)).encode());
        assertEquals("err", socket.next("err").getString("type"), type + address);
      }
    }
    socket.send("{\"type\":\"send\",\"address\":\"cmd.order\",\"replyAddress\":\"x\",\"body\":1}");
    socket.next("err");
    assertEquals(0, heard.get());
    socket.close();
  }

  @Test
  void brokenFramesAreAnsweredAndHarmOnlyTheirSender() throws Exception {
    UiSocket witness = rig.socket().register("ui.heartbeat");
    UiSocket socket = rig.socket();
    String deep =
        "{\"type\":\"register\",\"address\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    for (String broken :
        List.of(
            "",
            "nonsense",
            "[]",
            "null",
            "{}",
            "{\"type\":1}",
            "{\"type\":\"register\"}",
            "{\"type\":\"shutdown\",\"address\":\"ui.x\"}",
            deep,
            "{\"type\":\"register\",\"address\":{\"a\":1}}",
            "{\"type\":\"unregister\",\"address\":\"market.gap\"}")) {
      socket.send(broken);
    }
    socket.sendBinary(Buffer.buffer(new byte[] {0, -1, -2, 3}));
    socket.register("ui.heartbeat");
    assertEquals(1.0, socket.body("ui.heartbeat").getDouble("speed"));
    UiSocket huge = rig.socket();
    huge.send("{\"type\":\"register\",\"address\":\"" + "x".repeat(200_000) + "\"}");
    assertTrue(huge.closedWithin(30), "a frame above the limit ends the socket");
    witness.body("ui.heartbeat");
    witness.body("ui.heartbeat");
    socket.close();
    witness.close();
  }

  @Test
  void registrationsAreBoundedAndARepeatedOneIsRefused() throws Exception {
    UiSocket socket = rig.socket();
    for (int i = 0; i < 101; i++) {
      socket.register("ui.none." + i);
    }
    assertEquals("max_handlers_reached", socket.next("err").getString("body"));
    socket.send("{\"type\":\"unregister\",\"address\":\"ui.none.1\"}");
    socket.register("ui.heartbeat");
    socket.body("ui.heartbeat");
    UiSocket repeat = rig.socket().register("ui.heartbeat").register("ui.heartbeat");
    assertEquals("rejected", repeat.next("err").getString("body"));
    socket.close();
    repeat.close();
  }

  @Test
  void onlyTheRawWebSocketIsServed() throws Exception {
    for (String path :
        List.of(
            "",
            "/",
            "/info",
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
            "/000/abc/websocket")) {
      for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.POST)) {
        int status =
            await(rig.client.request(method, rig.port(), "127.0.0.1", "/eventbus" + path).send())
                .statusCode();
        assertEquals(404, status, method + path);
      }
    }
    assertEquals(426, rig.get("/eventbus/websocket").statusCode());
    WebSocketClient client = rig.vertx.createWebSocketClient();
    assertThrows(
        ExecutionException.class,
        () ->
            await(
                client.connect(
                    UiSocket.options(rig.port()).setURI("/eventbus/000/abc/websocket"))));
    assertThrows(
        ExecutionException.class,
        () ->
            await(
                client.connect(
                    UiSocket.options(rig.port()).putHeader("Origin", "http://evil.example"))));
    await(client.close());
  }

  @Test
  void clientsThatStopReadingCostLittleMemoryAndAreCut() throws Exception {
    List<UiSocket> stalled = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      UiSocket socket = rig.socket().register("ui.flood");
      socket.stopReading();
      stalled.add(socket);
    }
    UiSocket healthy = rig.socket().register("ui.flood");
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

  private static double cut() {
    return counted("tapeloom_ui_cut_total");
  }

  private static void awaitClients(int atMost) throws Exception {
    for (int i = 0; i < 3_000 && rig.parts.clients().count() > atMost; i++) {
      Thread.sleep(10);
    }
    assertTrue(rig.parts.clients().count() <= atMost, rig.parts.clients().count() + " open");
  }

  private static void ping(UiSocket socket) {
    socket.ping();
  }

  /** A hundred messages of 20 kB a second for that many times ten milliseconds. */
  private static void flood(int times) throws Exception {
    String filler = "x".repeat(20_000);
    for (int i = 0; i < times; i++) {
      bus.publish("ui.flood", new JsonObject().put("filler", filler));
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
