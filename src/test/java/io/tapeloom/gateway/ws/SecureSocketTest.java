package io.tapeloom.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same bytes for all sockets stay whole where each socket encrypts them for itself. */
class SecureSocketTest {
  private static final String PASSWORD = "only-for-this-test";
  @TempDir Path folder;

  private Path keys() throws Exception {
    Path file = folder.resolve("keys.p12");
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process made =
        new ProcessBuilder(
                List.of(
                    tool.toString(),
                    "-genkeypair",
                    "-alias",
                    "test",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertEquals(0, made.waitFor());
    return file;
  }

  @Test
  void everySocketReadsTheSameTradesAndItsOwnAnswers() throws Exception {
    PfxOptions keys = new PfxOptions().setPath(keys().toString()).setPassword(PASSWORD);
    WsRig rig =
        new WsRig(
            WsLimits.DEFAULT.with(20, 5, 10_000),
            new HttpServerOptions().setSsl(true).setKeyCertOptions(keys));
    try {
      WebSocketClient client =
          rig.vertx.createWebSocketClient(
              new WebSocketClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false));
      List<WsClient> clients = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        String uri = "/ws/market?ticket=" + rig.gate.ticket(TicketGate.VIEWER);
        clients.add(WsClient.open(client, WsClient.options(rig.port(), uri)));
        clients.get(i).subscribe("BINANCE:BTCUSDT.PERP@TRADE");
      }
      for (long id = 1; id <= 1_000; id++) {
        rig.trade(WsRig.BTC, id, "64000.5");
        if (id % 20 == 0) {
          for (WsClient one : clients) {
            one.socket.writeTextMessage(WsClient.frame("GET_SERVER_TIME", "r", new JsonObject()));
          }
        }
      }
      for (WsClient one : clients) {
        one.awaitTrade(1_000);
        assertEquals(LongStream.rangeClosed(1, 1_000).boxed().toList(), one.tradeIds());
      }
    } finally {
      rig.close();
    }
  }
}
