package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The public WebSocket protocol behind the gateway's own guards. */
class PublicSocketTest {
  private static GatewayRig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = GatewayRig.bare();
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  private static int status(String path, String origin) throws Exception {
    return await(rig.request(path).putHeader("Origin", origin).send()).statusCode();
  }

  @Test
  void pagesOfOthersStayOut() throws Exception {
    for (String path : new String[] {"/ws/market", "/ws/trading", "/ws/market/status"}) {
      assertEquals(403, status(path, "http://evil.example"));
      assertEquals(403, status(path, "null"));
      assertEquals(403, status(path, "https://127.0.0.1.evil.example:" + rig.port()));
      assertEquals(426, status(path, "http://127.0.0.1:" + rig.port()), "no handshake yet");
      assertEquals(426, rig.get(path).statusCode());
    }
  }

  @Test
  void aProgramWithoutOriginIsLetIn() throws Exception {
    WebSocketClient client = rig.vertx.createWebSocketClient();
    WebSocket socket = await(client.connect(rig.port(), "127.0.0.1", "/ws/market"));
    await(socket.close());
  }

  @Test
  void whatIsNoHandshakeIsAProblem() throws Exception {
    assertEquals("upgrade", rig.json("/ws/market").getString("code"));
    assertEquals(404, rig.get("/ws/nothing").statusCode());
  }
}
