package io.tapeloom.sim.io;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** The whole simulated exchange with its demo account, on a clock that the test moves. */
final class SpotRig implements AutoCloseable {
  final Vertx vertx = Vertx.vertx();
  final AtomicLong now = new AtomicLong(GateRig.NOW);
  final SimVerticle sim;
  final SimClient client;
  private final WebClient web;

  SpotRig() {
    SimSettings settings = SimSettings.onPort(0).unlimited();
    sim = new SimVerticle(settings, MarketClock.showing(now::get), SimMarket.ofSeed(7));
    vertx.deployVerticle(sim).await();
    client = new SimClient(vertx, sim.port());
    web = WebClient.create(vertx);
  }

  /** A signed call; the answer must be a success. */
  Object ok(String method, String path, String query) {
    HttpResponse<Buffer> answer = send(method, path, query);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + "?" + query + ": " + answer.bodyAsString());
    }
    return Json.decodeValue(answer.body());
  }

  JsonObject object(String method, String path, String query) {
    return (JsonObject) ok(method, path, query);
  }

  JsonArray array(String method, String path, String query) {
    return (JsonArray) ok(method, path, query);
  }

  /** A signed call that must be refused: status, code and text. */
  String refused(String method, String path, String query) {
    HttpResponse<Buffer> answer = send(method, path, query);
    JsonObject body = answer.bodyAsJsonObject();
    return answer.statusCode() + " " + body.getInteger("code") + " " + body.getString("msg");
  }

  /** A signed GET that wants its times in microseconds. */
  HttpResponse<Buffer> sendMicros(String path, String query) {
    return request("GET", path, query).putHeader("X-MBX-TIME-UNIT", "MICROSECOND").send().await();
  }

  HttpResponse<Buffer> send(String method, String path, String query) {
    return request(method, path, query).send().await();
  }

  private HttpRequest<Buffer> request(String method, String path, String query) {
    String full = query + (query.isEmpty() ? "" : "&") + "timestamp=" + now.get();
    String signature = GateRig.hmac(sim.endpoints().secret(), full);
    String target = path + "?" + full + "&signature=" + signature;
    return web.request(HttpMethod.valueOf(method), sim.port(), "127.0.0.1", target)
        .putHeader("X-MBX-APIKEY", sim.endpoints().key());
  }

  /** A signed frame of the WebSocket API. */
  JsonObject frame(String id, String method, JsonObject params) {
    params.put("apiKey", sim.endpoints().key()).put("timestamp", now.get());
    Map<String, Object> sorted = new TreeMap<>(params.getMap());
    String payload =
        sorted.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining("&"));
    params.put("signature", GateRig.hmac(sim.endpoints().secret(), payload));
    return new JsonObject().put("id", id).put("method", method).put("params", params);
  }

  /** A price so many per cent away from the last one, on the grid of BTCUSDT. */
  String price(int percentAway) {
    JsonObject probe =
        object("POST", "/api/v3/order", "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.001");
    String last = probe.getJsonArray("fills").getJsonObject(0).getString("price");
    return new BigDecimal(last)
        .multiply(BigDecimal.valueOf(100 + percentAway))
        .movePointLeft(2)
        .setScale(2, RoundingMode.HALF_UP)
        .toPlainString();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
