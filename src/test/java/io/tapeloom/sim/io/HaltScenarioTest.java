package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.Scenario;
import io.tapeloom.sim.SimMarket;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A market that the scenario closes: what everyone is told, and what becomes of orders. */
class HaltScenarioTest {
  /** 2026-02-03 12:19 UTC. */
  private static final long BEFORE = 1_770_121_140_000L;

  private static final long MINUTE = 60_000;
  private final AtomicLong now = new AtomicLong(BEFORE);
  private final Vertx vertx = Vertx.vertx();
  private SimVerticle sim;
  private SimClient client;

  @BeforeEach
  void start() {
    sim =
        new SimVerticle(
            SimSettings.onPort(0).unlimited(),
            MarketClock.showing(now::get),
            SimMarket.of(7, Scenario.HALT));
    vertx.deployVerticle(sim).await();
    client = new SimClient(vertx, sim.port());
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private HttpResponse<Buffer> order(String path) {
    String full = "symbol=ETHUSDT&side=BUY&type=MARKET&quantity=0.1&timestamp=" + now.get();
    String uri = path + "?" + full + "&signature=" + GateRig.hmac(sim.endpoints().secret(), full);
    return WebClient.create(vertx)
        .request(HttpMethod.POST, sim.port(), "127.0.0.1", uri)
        .putHeader("X-MBX-APIKEY", sim.endpoints().key())
        .send()
        .await();
  }

  private String status(String path) {
    return client.get(path).bodyAsJsonObject().getJsonArray("symbols").stream()
        .map(JsonObject.class::cast)
        .filter(symbol -> symbol.getString("symbol").equals("ETHUSDT"))
        .findFirst()
        .orElseThrow()
        .getString("status");
  }

  private void expect(String spot, String usdm, int spotCode, int usdmCode) {
    assertEquals(spot, status("/api/v3/exchangeInfo"));
    assertEquals(usdm, status("/fapi/v1/exchangeInfo"));
    assertEquals(spotCode, order("/api/v3/order").bodyAsJsonObject().getInteger("code", 0));
    assertEquals(usdmCode, order("/fapi/v1/order").bodyAsJsonObject().getInteger("code", 0));
  }

  @Test
  void everybodySeesThatTheMarketIsClosedAndOrdersAreRefused() {
    expect("TRADING", "TRADING", 0, 0);
    now.set(BEFORE + 2 * MINUTE);
    expect("HALT", "SETTLING", -2010, -4141);
    now.set(BEFORE + 11 * MINUTE);
    expect("TRADING", "TRADING", 0, 0);
  }
}
