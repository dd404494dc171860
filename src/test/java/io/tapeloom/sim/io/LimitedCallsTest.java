package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.TradeSource;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits, latency and clocks as a caller over HTTP meets them. */
class LimitedCallsTest {
  @TempDir private Path folder;

  private static HttpResponse<Buffer> order(GateRig rig, String path) {
    return rig.call("POST", path, rig.signed("symbol=BTCUSDT"), rig.key());
  }

  @Test
  void ordersAreCountedInHeadersUntilTheyAreTooMany() {
    try (GateRig rig = new GateRig(SimSettings.onPort(0))) {
      HttpResponse<Buffer> first = order(rig, "/api/v3/order");
      assertEquals("1", first.getHeader("X-MBX-ORDER-COUNT-10S"));
      assertEquals("1", first.getHeader("X-MBX-ORDER-COUNT-1D"));
      assertEquals("0", first.getHeader("X-MBX-USED-WEIGHT-1M"), "given back on success");
      HttpResponse<Buffer> futures = order(rig, "/fapi/v1/order");
      assertEquals("1", futures.getHeader("X-MBX-ORDER-COUNT-10S"));
      assertEquals("1", futures.getHeader("X-MBX-ORDER-COUNT-1M"));
      HttpResponse<Buffer> refused = null;
      for (int i = 0; i < 500 && refused == null; i++) {
        HttpResponse<Buffer> next = order(rig, "/api/v3/order");
        refused = next.statusCode() == 429 ? next : null;
      }
      assertEquals(-1015, refused.bodyAsJsonObject().getInteger("code"));
      int seconds = Integer.parseInt(refused.getHeader("Retry-After"));
      assertTrue(seconds >= 1 && seconds <= 10, "" + seconds);
    }
  }

  @Test
  void pagesOfTheWebMayNotUseTheHooks() {
    try (GateRig rig = new GateRig(SimSettings.onPort(0))) {
      WebClient web = WebClient.create(rig.vertx);
      String fault = "{\"kind\":\"busy\"}";
      assertEquals(200, rig.client.get("/__sim/accounts").statusCode());
      assertEquals(
          421,
          page(rig, web, "GET", "accounts").virtualHost("a.example").send().await().statusCode());
      assertEquals(
          403,
          page(rig, web, "POST", "fault")
              .putHeader("Origin", "https://a.example")
              .sendBuffer(Buffer.buffer(fault))
              .await()
              .statusCode());
      assertEquals(
          202,
          page(rig, web, "POST", "fault")
              .putHeader("Origin", "http://localhost:8000")
              .sendBuffer(Buffer.buffer(fault))
              .await()
              .statusCode());
    }
  }

  private static HttpRequest<Buffer> page(GateRig rig, WebClient web, String method, String path) {
    return web.request(HttpMethod.valueOf(method), rig.port(), "127.0.0.1", "/__sim/" + path);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedAndTheExchangeGoesOn() {
    try (GateRig rig = new GateRig(SimSettings.onPort(0))) {
      String body = "symbol=" + "B".repeat(1 << 20);
      HttpResponse<Buffer> refused = rig.call("POST", "/api/v3/order", body, rig.key());
      assertEquals(413, refused.statusCode());
      assertEquals(-1101, refused.bodyAsJsonObject().getInteger("code"));
      assertEquals(200, order(rig, "/api/v3/order").statusCode());
    }
  }

  @Test
  void whoeverGoesOnAfterA429IsBanned() {
    try (GateRig rig = new GateRig(SimSettings.onPort(0).withWeight(20))) {
      HttpResponse<Buffer> last = null;
      boolean warned = false;
      for (int i = 0; i < 500 && (last == null || last.statusCode() != 418); i++) {
        last = rig.client.get("/fapi/v1/echo");
        warned |= last.statusCode() == 429;
      }
      assertTrue(warned, "a 429 comes before the ban");
      assertEquals(418, last.statusCode());
      assertEquals("120", last.getHeader("Retry-After"));
      String text = last.bodyAsJsonObject().getString("msg");
      assertTrue(text.startsWith("Way too much request weight used; IP banned until "), text);
      assertEquals(200, rig.client.get("/api/v3/echo").statusCode(), "spot counts by itself");
    }
  }

  @Test
  void theWayToTheMatchingEngineTakesTimeAndTheTimestampIsLookedAtAgain()
      throws InterruptedException {
    try (GateRig rig = new GateRig(SimSettings.onPort(0).unlimited().withLatency(400))) {
      long began = System.nanoTime();
      assertEquals(200, order(rig, "/fapi/v1/order").statusCode());
      assertTrue(System.nanoTime() - began >= 400_000_000L);
      refusedAtTheEngine(rig, "/fapi/v1/order", -5028);
      refusedAtTheEngine(rig, "/api/v3/order", -1021);
    }
  }

  /**
   * The call is let in while market time stands; then time moves on before the engine sees it. A
   * machine that is too busy to move it in between is given another try.
   */
  private static void refusedAtTheEngine(GateRig rig, String path, int code)
      throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      HttpResponse<Buffer> answer = overtaken(rig, path);
      if (answer.statusCode() != 200) {
        assertEquals(code, answer.bodyAsJsonObject().getInteger("code"), answer.bodyAsString());
        return;
      }
    }
    throw new AssertionError("expected " + code + ", every call was in time");
  }

  private static HttpResponse<Buffer> overtaken(GateRig rig, String path)
      throws InterruptedException {
    rig.client.post("/__sim/fault", "{\"kind\":\"event_lost\",\"on\":\"order.received\"}");
    String body = rig.signed("symbol=BTCUSDT");
    CompletableFuture<HttpResponse<Buffer>> pending =
        CompletableFuture.supplyAsync(() -> rig.call("POST", path, body, rig.key()));
    for (int i = 0; i < 3_000 && !arrived(rig) && !pending.isDone(); i++) {
      Thread.sleep(5);
    }
    rig.now.addAndGet(6_000);
    return pending.join();
  }

  /** Whether the newest fault has seen the moment that it waits for. */
  private static boolean arrived(GateRig rig) {
    JsonArray waiting = rig.client.items("/__sim/fault");
    return waiting.getJsonObject(waiting.size() - 1).getBoolean("armed");
  }

  @Test
  void aRecordingsCallersMayGoByEitherClock() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("BTCUSDT-aggTrades.csv"),
            "1,100.10,0.5,1,1,1700000000000,true\n2,100.20,0.5,2,2,1700000600000,false\n");
    TradeSource recording = RecordingFiles.read(List.of(file));
    Vertx vertx = Vertx.vertx();
    try {
      SimVerticle sim =
          new SimVerticle(
              SimSettings.onPort(0).unlimited(),
              MarketClock.startingAt(1_700_000_000_000L, 1),
              recording);
      vertx.deployVerticle(sim).await();
      assertEquals(200, account(vertx, sim, System.currentTimeMillis()));
      long marketMs =
          new SimClient(vertx, sim.port())
              .get("/__sim/clock")
              .bodyAsJsonObject()
              .getLong("market_ms");
      assertEquals(200, account(vertx, sim, marketMs));
      assertEquals(400, account(vertx, sim, marketMs - 3_600_000));
    } finally {
      vertx.close().await();
    }
  }

  private static int account(Vertx vertx, SimVerticle sim, long stampMs) {
    String query = "timestamp=" + stampMs + "&recvWindow=60000";
    String signature = GateRig.hmac(sim.endpoints().secret(), query);
    return WebClient.create(vertx)
        .get(sim.port(), "127.0.0.1", "/fapi/v3/account?" + query + "&signature=" + signature)
        .putHeader("X-MBX-APIKEY", sim.endpoints().key())
        .send()
        .await()
        .statusCode();
  }
}
