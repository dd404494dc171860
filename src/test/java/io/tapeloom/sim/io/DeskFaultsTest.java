package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults that reach into the desks, on the exchange as it is. */
class DeskFaultsTest {
  private final Vertx vertx = Vertx.vertx();
  private SimVerticle sim;
  private SimClient client;

  @BeforeEach
  void start() {
    sim =
        new SimVerticle(
            SimSettings.onPort(0).unlimited(),
            MarketClock.startingAt(1_770_120_000_000L, 1),
            SimMarket.ofSeed(7));
    vertx.deployVerticle(sim).await();
    client = new SimClient(vertx, sim.port());
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private void fault(String fault) {
    HttpResponse<Buffer> added = client.post("/__sim/fault", fault);
    assertEquals(202, added.statusCode(), added.bodyAsString());
  }

  private HttpResponse<Buffer> ask(String method, String path, String query) {
    long nowMs = client.get("/__sim/clock").bodyAsJsonObject().getLong("market_ms");
    String full = query + (query.isEmpty() ? "" : "&") + "timestamp=" + nowMs;
    String uri = path + "?" + full + "&signature=" + GateRig.hmac(sim.endpoints().secret(), full);
    return WebClient.create(vertx)
        .request(HttpMethod.valueOf(method), sim.port(), "127.0.0.1", uri)
        .putHeader("X-MBX-APIKEY", sim.endpoints().key())
        .send()
        .await();
  }

  private static JsonObject ok(HttpResponse<Buffer> answer) {
    assertEquals(200, answer.statusCode(), answer.bodyAsString());
    return answer.bodyAsJsonObject();
  }

  private static int code(HttpResponse<Buffer> answer) {
    return answer.bodyAsJsonObject().getInteger("code");
  }

  /** A price that far from the last one, in tenths of a percent, on BTCUSDT's tick. */
  private String price(String path, int tenths) {
    BigDecimal last = new BigDecimal(client.get(path).bodyAsJsonObject().getString("price"));
    return last.multiply(BigDecimal.valueOf(1000 + tenths))
        .movePointLeft(3)
        .setScale(1, RoundingMode.DOWN)
        .toPlainString();
  }

  @Test
  void anAcceptedStopIsGoneAfterAWhile() throws InterruptedException {
    fault("{\"kind\":\"stop_vanishes\",\"on\":\"algo.accepted\",\"for_ms\":300}");
    ok(ask("POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01"));
    String trigger = price("/fapi/v1/ticker/price?symbol=BTCUSDT", -100);
    JsonObject stop =
        ok(
            ask(
                "POST",
                "/fapi/v1/algoOrder",
                "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&closePosition=true"
                    + "&triggerPrice="
                    + trigger));
    assertTrue(stop.getLong("algoId") > 0);
    JsonArray open = openAlgos();
    for (int i = 0; i < 3_000 && !open.isEmpty(); i++) {
      Thread.sleep(10);
      open = openAlgos();
    }
    assertTrue(open.isEmpty(), open.encode());
  }

  private JsonArray openAlgos() {
    return ask("GET", "/fapi/v1/openAlgoOrders", "").bodyAsJsonArray();
  }

  @Test
  void anOrderIsHiddenFromQueriesAndLists() {
    fault("{\"kind\":\"hide_order\",\"on\":\"order.accepted\",\"market\":\"usdm\"}");
    String far = price("/fapi/v1/ticker/price?symbol=BTCUSDT", -30);
    String order =
        "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&newClientOrderId=h1&price=";
    JsonObject placed = ok(ask("POST", "/fapi/v1/order", order + far));
    String byId = "symbol=BTCUSDT&orderId=" + placed.getLong("orderId");
    assertEquals(-2013, code(ask("GET", "/fapi/v1/order", byId)));
    assertEquals(-2013, code(ask("GET", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=h1")));
    assertEquals("[]", ask("GET", "/fapi/v1/openOrders", "").bodyAsString());
    assertEquals(-2011, code(ask("DELETE", "/fapi/v1/order", byId)));
    JsonObject second = ok(ask("POST", "/fapi/v1/order", order.replace("=h1", "=h2") + far));
    assertEquals(1, ask("GET", "/fapi/v1/openOrders", "").bodyAsJsonArray().size());
    ok(ask("GET", "/fapi/v1/order", "symbol=BTCUSDT&orderId=" + second.getLong("orderId")));
  }

  @Test
  void leverageReadsBackAsItWas() {
    fault("{\"kind\":\"leverage_ignored\",\"path\":\"/leverage\"}");
    JsonObject said = ok(ask("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=3"));
    assertEquals(3, said.getInteger("leverage"));
    JsonObject config =
        ask("GET", "/fapi/v1/symbolConfig", "symbol=BTCUSDT").bodyAsJsonArray().getJsonObject(0);
    assertEquals(20, config.getInteger("leverage"));
  }

  @Test
  void cancelReplaceCancelsAndDoesNotReplace() {
    String far = price("/api/v3/ticker/price?symbol=BTCUSDT", -30);
    String order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=" + far;
    long id = ok(ask("POST", "/api/v3/order", order)).getLong("orderId");
    fault("{\"kind\":\"half_replace\",\"path\":\"cancelReplace\"}");
    HttpResponse<Buffer> answer =
        ask(
            "POST",
            "/api/v3/order/cancelReplace",
            order + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=" + id);
    assertEquals(409, answer.statusCode(), answer.bodyAsString());
    JsonObject halves = answer.bodyAsJsonObject().getJsonObject("data");
    assertEquals("CANCELED", halves.getJsonObject("cancelResponse").getString("status"));
    assertEquals("[]", ask("GET", "/api/v3/openOrders", "").bodyAsString());
  }

  @Test
  void theOwnersOwnTradesAndModesAreReal() throws InterruptedException {
    fault(
        "{\"kind\":\"by_hand\",\"call\":\"POST /fapi/v1/positionSide/dual?dualSidePosition=true\"}");
    fault(
        "{\"kind\":\"by_hand\",\"call\":\"POST /fapi/v1/order?symbol=ETHUSDT&side=SELL"
            + "&positionSide=SHORT&type=MARKET&quantity=0.5\"}");
    JsonArray positions = new JsonArray();
    for (int i = 0; i < 3_000 && positions.isEmpty(); i++) {
      Thread.sleep(10);
      positions = ask("GET", "/fapi/v3/positionRisk", "").bodyAsJsonArray();
    }
    assertEquals("SHORT", positions.getJsonObject(0).getString("positionSide"));
    assertTrue(ok(ask("GET", "/fapi/v1/positionSide/dual", "")).getBoolean("dualSidePosition"));
  }

  @Test
  void haltedSymbolsShowInExchangeInfoAndTakeNoOrders() throws InterruptedException {
    fault("{\"kind\":\"halt\",\"symbol\":\"SOLUSDT\",\"market\":\"usdm\",\"for_ms\":60000}");
    String status = "";
    for (int i = 0; i < 3_000 && !status.equals("SETTLING"); i++) {
      Thread.sleep(10);
      status = status("SOLUSDT");
    }
    assertEquals("SETTLING", status);
    assertEquals("TRADING", status("BTCUSDT"));
    String order = "symbol=SOLUSDT&side=BUY&type=MARKET&quantity=1";
    assertEquals(-4141, code(ask("POST", "/fapi/v1/order", order)));
    JsonObject one = new JsonObject().put("symbol", "SOLUSDT").put("side", "BUY");
    String batch = new JsonArray().add(one.put("type", "MARKET").put("quantity", "1")).encode();
    String batched = "batchOrders=" + URLEncoder.encode(batch, StandardCharsets.UTF_8);
    assertEquals(-4141, code(ask("POST", "/fapi/v1/batchOrders", batched)));
    ok(ask("POST", "/api/v3/order", order));
  }

  private String status(String symbol) {
    return client.get("/fapi/v1/exchangeInfo").bodyAsJsonObject().getJsonArray("symbols").stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("symbol").equals(symbol))
        .findFirst()
        .orElseThrow()
        .getString("status");
  }
}
