package io.tapeloom.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.user.Caller;
import io.tapeloom.user.Role;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets in, how often, and when they have to go. */
class AccessTest {
  private WsRig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new WsRig(new WsLimits(2, 4, 20, 20, 1 << 20, 100, 3_000, 20, 1_000, 1_000));
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  private int refusal(String uri) throws Exception {
    return WsClient.refusal(rig.vertx, WsClient.options(rig.port(), uri));
  }

  private static void until(BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "expected within 30 s");
      Thread.sleep(5);
    }
  }

  @Test
  void aTicketOpensOneSocketOnce() throws Exception {
    String ticket = rig.gate.ticket(TicketGate.VIEWER);
    WsClient client = WsClient.open(rig.vertx, rig.port(), "/ws/market?ticket=" + ticket);
    client.result("GET_SERVER_TIME", new JsonObject(), "SERVER_TIME_DATA");
    assertEquals(401, refusal("/ws/market?ticket=" + ticket));
    assertEquals(401, refusal("/ws/market?ticket=" + ticket + "x"));
    assertEquals(401, refusal("/ws/market?ticket="));
    assertEquals(401, refusal("/ws/market"));
    assertEquals(401, refusal("/ws/market/status"));
    assertEquals(401, refusal("/ws/trading"));
    assertEquals(404, refusal("/ws/other"));
    assertEquals(401, refusal("/ws/market?ticket=a&ticket=b"));
  }

  @Test
  void aProgramMaySendABearerTokenInstead() throws Exception {
    WsClient client = WsClient.open(rig.vertx, bearer("/ws/market", "Bearer viewer"));
    client.result("GET_CONFIG", new JsonObject(), "CONFIG_DATA");
    assertEquals(401, WsClient.refusal(rig.vertx, bearer("/ws/market", "Bearer forged")));
    assertEquals(401, WsClient.refusal(rig.vertx, bearer("/ws/market", "Basic dGFwZQ==")));
  }

  private WebSocketConnectOptions bearer(String uri, String value) {
    return WsClient.options(rig.port(), uri).addHeader("Authorization", value);
  }

  @Test
  void tradingNeedsATrader() throws Exception {
    assertEquals(403, refusal("/ws/trading?ticket=" + rig.gate.ticket(TicketGate.VIEWER)));
    WsClient trader =
        WsClient.open(
            rig.vertx, rig.port(), "/ws/trading?ticket=" + rig.gate.ticket(TicketGate.TRADER));
    assertEquals("SERVICE_UNAVAILABLE", trader.error("LIST_ORDERS", new JsonObject()));
    trader.result("GET_SERVER_TIME", new JsonObject(), "SERVER_TIME_DATA");
  }

  @Test
  void aBanClosesWhatIsOpen() throws Exception {
    WsClient banned = rig.open("/ws/market");
    WsClient other =
        WsClient.open(
            rig.vertx, rig.port(), "/ws/market?ticket=" + rig.gate.ticket(TicketGate.TRADER));
    banned.subscribe("BINANCE:BTCUSDT.PERP@TRADE");
    rig.gate.ban(TicketGate.VIEWER);
    assertEquals("1008 the login or key has ended", banned.closed());
    until(() -> rig.clients.get() == 1);
    other.result("GET_SERVER_TIME", new JsonObject(), "SERVER_TIME_DATA");
    assertEquals(1, rig.dropped.get("ended"));
  }

  @Test
  void eachPersonHasAFewSockets() throws Exception {
    Caller third = TicketGate.person(3, Role.VIEWER);
    WsClient first =
        WsClient.open(rig.vertx, rig.port(), "/ws/market?ticket=" + rig.gate.ticket(third));
    WsClient.open(rig.vertx, rig.port(), "/ws/market?ticket=" + rig.gate.ticket(third));
    assertEquals(429, refusal("/ws/market?ticket=" + rig.gate.ticket(third)));
    first.close();
    until(() -> rig.clients.get() == 1);
    WsClient.open(rig.vertx, rig.port(), "/ws/market?ticket=" + rig.gate.ticket(third));
  }

  @Test
  void whoAnswersPingsStaysAndWhoDoesNotIsClosed() throws Exception {
    WsClient client = rig.open("/ws/market");
    WsClient silent = rig.open("/ws/market");
    // A client that reads nothing answers no pings either.
    silent.socket.pause();
    until(() -> rig.dropped.getOrDefault("dead", 0) == 1);
    silent.socket.resume();
    assertEquals("1002 no answer to pings", silent.closed());
    client.result("GET_SERVER_TIME", new JsonObject(), "SERVER_TIME_DATA");
  }

  @Test
  void tooManyFramesAreRefusedAndAFloodIsClosed() throws Exception {
    WsClient client = rig.open("/ws/market");
    String frame = WsClient.frame("GET_SERVER_TIME", "r", new JsonObject());
    for (int i = 0; i < 2_000; i++) {
      client.socket.writeTextMessage(frame);
    }
    assertEquals("1008 too many frames", client.closed());
    assertTrue(rig.refused.get("RATE_LIMIT_EXCEEDED") >= 200, rig.refused::toString);
    assertEquals(1, rig.dropped.get("flood"));
  }
}
