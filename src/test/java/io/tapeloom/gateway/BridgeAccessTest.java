package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets through the bridge's door, what their role may hear, and when they are put out. */
class BridgeAccessTest {
  private final NamedGate gate = new NamedGate();
  private GatewayRig rig;
  private WebSocketClient client;

  @BeforeEach
  void start() throws Exception {
    rig = GatewayRig.with(gate);
    client = rig.vertx.createWebSocketClient();
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  private WebSocketConnectOptions to(String uri) {
    return UiSocket.options(rig.port()).setURI(uri);
  }

  private UiSocket open(String path, String person) throws Exception {
    return UiSocket.open(rig.vertx, to(path + "?ticket=" + gate.ticket(gate.of(person))));
  }

  private int refused(WebSocketConnectOptions options) {
    Throwable cause =
        assertThrows(
                ExecutionException.class, () -> await(client.connect(options)), options.getURI())
            .getCause();
    return assertInstanceOf(UpgradeRejectedException.class, cause).getStatus();
  }

  @Test
  void aTicketOpensOneSocketAndABearerAsMany() throws Exception {
    for (String path : List.of(UiSocket.RAW, UiSocket.SOCKJS)) {
      String ticket = path + "?ticket=" + gate.ticket(gate.of("viewer"));
      UiSocket socket = UiSocket.open(rig.vertx, to(ticket)).register("ui.heartbeat");
      assertEquals(1.0, socket.body("ui.heartbeat").getDouble("speed"), path);
      assertEquals(401, refused(to(ticket)), "a ticket that was used");
      socket.close();
      for (int i = 0; i < 2; i++) {
        WebSocketConnectOptions bearer = to(path).addHeader("Authorization", "Bearer trader");
        UiSocket program = UiSocket.open(rig.vertx, bearer).register("ui.heartbeat");
        program.body("ui.heartbeat");
        program.close();
      }
    }
  }

  @Test
  void nobodyElseGetsIn() {
    for (String path : List.of(UiSocket.RAW, UiSocket.SOCKJS)) {
      String good = gate.ticket(gate.of("viewer"));
      assertEquals(401, refused(to(path)), "no ticket");
      assertEquals(401, refused(to(path + "?ticket=")), "an empty one");
      assertEquals(401, refused(to(path + "?ticket=t-999")), "one that was never issued");
      assertEquals(401, refused(to(path + "?ticket=" + good + "&ticket=" + good)), "two");
      assertEquals(401, refused(to(path + "?ticket=" + "x".repeat(2_000))), "a huge one");
      assertEquals(401, refused(to(path).addHeader("Authorization", "Bearer nobody")), "bad token");
      assertEquals(401, refused(to(path).addHeader("Authorization", "Basic viewer")), "no token");
      assertEquals(
          403, refused(to(path).addHeader("Authorization", "Bearer meter")), "another scope");
      String ticket = path + "?ticket=" + gate.ticket(gate.of("viewer"));
      for (String origin :
          List.of("http://evil.example", "null", "http://127.0.0.1.evil.example")) {
        assertEquals(403, refused(to(ticket).putHeader("Origin", origin)), origin);
      }
    }
  }

  @Test
  void anAddressIsHeardByTheRolesItIsFor() throws Exception {
    rig.vertx.eventBus().consumer("ui.server", _ -> {});
    UiSocket viewer = open(UiSocket.RAW, "viewer");
    UiSocket trader = open(UiSocket.SOCKJS, "trader");
    UiSocket admin = open(UiSocket.SOCKJS, "admin").register("ui.server");
    for (UiSocket socket : List.of(viewer, trader)) {
      socket.register("ui.server");
      assertEquals("access_denied", socket.next("err").getString("body"));
      socket.register("ui.heartbeat");
      socket.body("ui.heartbeat");
    }
    rig.vertx.eventBus().publish("ui.server", new JsonObject().put("seq", 1).put("threads", 7));
    assertEquals(7, admin.body("ui.server").getInteger("threads"));
    assertTrue(viewer.drain().stream().noneMatch(f -> "ui.server".equals(f.getString("address"))));
    viewer.close();
    trader.close();
    admin.close();
  }

  @Test
  void aUserHasSoManySocketsOverAllTransportsAndTheNextIsToldWhy() throws Exception {
    rig.close();
    rig = GatewayRig.with(gate, GatewaySettings.DEFAULT.withBridgeSockets(3));
    List<UiSocket> open = new ArrayList<>();
    for (String path : List.of(UiSocket.RAW, UiSocket.SOCKJS, UiSocket.RAW)) {
      UiSocket socket = open(path, "viewer").register("ui.heartbeat");
      socket.body("ui.heartbeat");
      open.add(socket);
    }
    for (String path : List.of(UiSocket.RAW, UiSocket.SOCKJS)) {
      UiSocket tooMany = open(path, "viewer");
      assertTrue(tooMany.closedWithin(30), path);
      assertEquals("too_many_sockets", tooMany.next("err").getString("body"), path);
      assertTrue(tooMany.drain().isEmpty(), "it heard nothing else");
      if (path.equals(UiSocket.RAW)) {
        assertEquals("1008 too many sockets: close one of those you have open", tooMany.reason());
      }
    }
    assertEquals(2.0, rig.metric("tapeloom_ui_refused_total{kind=\"sockets\"}"));
    UiSocket other = open(UiSocket.RAW, "trader").register("ui.heartbeat");
    other.body("ui.heartbeat");
    rig.awaitMetric("tapeloom_ui_clients", 4);
    open.removeLast().close();
    rig.awaitMetric("tapeloom_ui_clients", 3);
    UiSocket again = open(UiSocket.SOCKJS, "viewer").register("ui.heartbeat");
    again.body("ui.heartbeat");
  }

  @Test
  void whoseAccessEndsIsPutOutOnEveryTransport() throws Exception {
    UiSocket raw = open(UiSocket.RAW, "viewer").register("ui.heartbeat");
    UiSocket framed = open(UiSocket.SOCKJS, "viewer").register("ui.heartbeat");
    UiSocket stays = open(UiSocket.RAW, "trader").register("ui.heartbeat");
    raw.body("ui.heartbeat");
    framed.body("ui.heartbeat");
    gate.forget("viewer");
    long began = System.nanoTime();
    assertTrue(raw.closedWithin(30), "raw");
    assertTrue(framed.closedWithin(30), "SockJS");
    System.out.println("put out after " + (System.nanoTime() - began) / 1_000_000 + " ms");
    stays.drain();
    stays.body("ui.heartbeat");
    assertFalse(stays.closedWithin(0), "the other one stays");
    stays.close();
  }
}
