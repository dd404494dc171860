package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;
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

  private static int status(String path, String... origin) throws Exception {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(rig.port()).setURI(path);
    for (String one : origin) {
      options.addHeader("Origin", one);
    }
    return await(
        rig.vertx
            .createWebSocketClient()
            .connect(options)
            .compose(socket -> socket.close().map(101))
            .recover(
                e ->
                    e instanceof UpgradeRejectedException refused
                        ? Future.succeededFuture(refused.getStatus())
                        : Future.failedFuture(e)));
  }

  @Test
  void pagesOfOthersStayOutAndProgramsNeedNoOrigin() throws Exception {
    for (String path : new String[] {"/ws/market", "/ws/trading", "/ws/market/status"}) {
      assertEquals(101, status(path));
      assertEquals(101, status(path, "http://127.0.0.1:" + rig.port()));
      assertEquals(403, status(path, "http://evil.example"));
      assertEquals(403, status(path, "null"));
      assertEquals(403, status(path, "https://127.0.0.1.evil.example:" + rig.port()));
    }
  }

  @Test
  void whatIsNoHandshakeIsAProblem() throws Exception {
    assertEquals(426, rig.get("/ws/market").statusCode());
    assertEquals("upgrade", rig.json("/ws/market").getString("code"));
    assertEquals(404, rig.get("/ws/nothing").statusCode());
  }
}
