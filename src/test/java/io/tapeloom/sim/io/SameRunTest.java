package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.FaultKind;
import io.tapeloom.sim.FaultRule;
import io.tapeloom.sim.SimMarket;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The same seed, source and calls at the same market times give the same log, to the last byte. */
class SameRunTest {
  private static final long NOW = 1_770_120_000_000L;
  private static final int CALLS = 200;

  private static List<FaultRule> faults() {
    return List.of(
        new FaultRule(
            FaultKind.TIMEOUT_ACCEPTED,
            FaultRule.When.rate(0.1),
            FaultRule.Target.named("/order"),
            0,
            0,
            0,
            ""),
        new FaultRule(
            FaultKind.EVENT_TWICE, FaultRule.When.rate(0.2), FaultRule.Target.ANY, 0, 0, 0, ""),
        new FaultRule(
            FaultKind.BUSY,
            FaultRule.When.rate(0.1),
            FaultRule.Target.named("/order"),
            0,
            0,
            0,
            ""));
  }

  private static JsonObject run(long seed) {
    Vertx vertx = Vertx.vertx();
    try {
      AtomicLong now = new AtomicLong(NOW);
      SimSettings settings = SimSettings.onPort(0).unlimited().withSeed(seed).withFaults(faults());
      SimVerticle sim =
          new SimVerticle(settings, MarketClock.showing(now::get), SimMarket.ofSeed(seed));
      vertx.deployVerticle(sim).await();
      WebClient web = WebClient.create(vertx);
      SplittableRandom random = new SplittableRandom(11);
      for (int i = 0; i < CALLS; i++) {
        now.addAndGet(random.nextInt(400));
        call(web, sim, now.get(), random);
      }
      return new SimClient(vertx, sim.port()).get("/__sim/log?limit=10000").bodyAsJsonObject();
    } finally {
      vertx.close().await();
    }
  }

  private static void call(WebClient web, SimVerticle sim, long nowMs, SplittableRandom random) {
    boolean spot = random.nextBoolean();
    boolean order = random.nextInt(4) > 0;
    String params = order ? order(web, sim, spot, random) : "";
    String query = params + (order ? "&" : "") + "timestamp=" + nowMs;
    String signature = GateRig.hmac(sim.endpoints().secret(), query);
    String path = (spot ? "/api/v3/" : "/fapi/v1/") + (order ? "order" : "openOrders");
    HttpRequest<Buffer> request =
        web.request(
            order ? HttpMethod.POST : HttpMethod.GET,
            sim.port(),
            "127.0.0.1",
            path + "?" + query + "&signature=" + signature);
    request.putHeader("X-MBX-APIKEY", sim.endpoints().key()).send().await();
  }

  /** A market order, or one that rests near the last price until the market comes by. */
  private static String order(
      WebClient web, SimVerticle sim, boolean spot, SplittableRandom random) {
    boolean buy = random.nextBoolean();
    String order =
        "symbol=BTCUSDT&side=" + (buy ? "BUY" : "SELL") + "&quantity=0.0" + (1 + random.nextInt(9));
    if (random.nextInt(3) == 0) {
      return order + "&type=MARKET";
    }
    String path = (spot ? "/api/v3" : "/fapi/v1") + "/ticker/price?symbol=BTCUSDT";
    JsonObject ticker = web.get(sim.port(), "127.0.0.1", path).send().await().bodyAsJsonObject();
    BigDecimal away = BigDecimal.valueOf(100_000 + (buy ? -1 : 1) * random.nextInt(20), 5);
    BigDecimal price =
        new BigDecimal(ticker.getString("price")).multiply(away).setScale(1, RoundingMode.HALF_UP);
    return order + "&type=LIMIT&timeInForce=GTC&price=" + price.toPlainString();
  }

  private static long fills(JsonObject log) {
    return log.getJsonArray("items").stream()
        .map(line -> ((JsonObject) line).getString("text"))
        .filter(text -> text.contains("\"x\":\"TRADE\"") && text.contains("\"m\":true"))
        .count();
  }

  @Test
  void twoRunsHaveOneLog() {
    JsonObject first = run(42);
    JsonObject second = run(42);
    for (int i = 0; i < first.getJsonArray("items").size(); i++) {
      assertEquals(
          first.getJsonArray("items").getValue(i), second.getJsonArray("items").getValue(i));
    }
    assertEquals(first.getString("hash"), second.getString("hash"));
    assertTrue(fills(first) > 5, "orders must have rested and filled: " + fills(first));
    assertTrue(first.getLong("size") > CALLS, "calls, events and faults: " + first.getLong("size"));
    assertNotEquals(first.getString("hash"), run(43).getString("hash"));
  }
}
