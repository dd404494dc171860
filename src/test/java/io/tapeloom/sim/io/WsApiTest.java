package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The WebSocket API: frames, signatures, sessions and the user data streams of spot. */
class WsApiTest {
  private static GateRig rig;

  @BeforeAll
  static void start() {
    rig = new GateRig(SimSettings.onPort(0).unlimited());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private static String payload(JsonObject params) {
    Map<String, Object> sorted = new TreeMap<>(params.getMap());
    return sorted.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining("&"));
  }

  private static JsonObject signed(JsonObject params) {
    params.put("apiKey", rig.key()).put("timestamp", rig.now.get());
    return params.put("signature", GateRig.hmac(rig.sim.endpoints().secret(), payload(params)));
  }

  private static JsonObject ask(SimClient.Line line, Object id, String method, JsonObject params)
      throws InterruptedException {
    JsonObject frame = new JsonObject().put("id", id).put("method", method).put("params", params);
    line.socket.writeTextMessage(frame.encode());
    JsonObject answer = line.next();
    while (!answer.containsKey("status")) {
      answer = line.next();
    }
    return answer;
  }

  private static void refused(JsonObject answer, int status, int code) {
    assertEquals(status, answer.getInteger("status"), answer.encode());
    assertEquals(code, answer.getJsonObject("error").getInteger("code"), answer.encode());
  }

  @Test
  void framesRepeatTheirIdAndTellTheLimits() throws InterruptedException {
    SimClient.Line line = rig.client.open("/ws-api/v3");
    JsonObject one = ask(line, "a-1", "echo", new JsonObject().put("x", 1.5).put("s", "t"));
    assertEquals(List.of("id", "status", "result", "rateLimits"), List.copyOf(one.fieldNames()));
    assertEquals("a-1", one.getString("id"));
    assertEquals(
        "{\"x\":\"1.5\",\"s\":\"t\"}",
        one.getJsonObject("result").getJsonObject("params").encode());
    JsonObject weight = one.getJsonArray("rateLimits").getJsonObject(0);
    assertEquals("REQUEST_WEIGHT", weight.getString("rateLimitType"));
    assertTrue(weight.getInteger("count") > 0);
    assertEquals(7, ask(line, 7, "echo", new JsonObject()).getInteger("id"));
    line.socket.writeTextMessage("{\"id\":null,\"method\":\"echo\"}");
    assertTrue(line.next().containsKey("result"));
  }

  @Test
  void badFramesAreRefusedAndTheConnectionLivesOn() throws InterruptedException {
    SimClient.Line line = rig.client.open("/ws-fapi/v1?returnRateLimits=false");
    for (String bad :
        new String[] {"{", "[]", "7", "{\"id\":1.5,\"method\":\"x\"}", "{\"id\":1}"}) {
      line.socket.writeTextMessage(bad);
      JsonObject answer = line.next();
      assertEquals(400, answer.getInteger("status"), bad);
      assertFalse(answer.containsKey("rateLimits"));
    }
    refused(ask(line, 1, "order.fly", new JsonObject()), 400, -1020);
    refused(ask(line, 1, "echo", new JsonObject().put("a", new JsonObject())), 400, -1102);
    assertEquals(200, ask(line, 2, "echo", new JsonObject()).getInteger("status"));
  }

  @Test
  void ordersAreSignedOverTheSortedParameters() throws InterruptedException {
    SimClient.Line line = rig.client.open("/ws-fapi/v1");
    JsonObject order = signed(new JsonObject().put("symbol", "BTCUSDT").put("quantity", "1"));
    JsonObject placed = ask(line, 1, "order.place", order);
    assertEquals("BTCUSDT", placed.getJsonObject("result").getString("symbol"));
    List<String> types =
        placed.getJsonArray("rateLimits").stream()
            .map(row -> ((JsonObject) row).getString("rateLimitType"))
            .toList();
    assertEquals(List.of("REQUEST_WEIGHT", "ORDERS", "ORDERS"), types);
    refused(ask(line, 2, "order.place", order.copy().put("quantity", "2")), 400, -1022);
    refused(ask(line, 3, "order.place", new JsonObject()), 401, -2014);
    JsonObject foreign = signed(new JsonObject()).put("apiKey", "A".repeat(64));
    refused(ask(line, 4, "order.place", foreign), 401, -2015);
    JsonObject late = new JsonObject().put("apiKey", rig.key()).put("timestamp", 1);
    late.put("signature", GateRig.hmac(rig.sim.endpoints().secret(), payload(late)));
    refused(ask(line, 5, "account.status", late), 400, -1021);
  }

  @Test
  void userDataStreamsAreSubscribedBySignatureAndWrapTheirEvents() throws InterruptedException {
    SimClient.Line line = rig.client.open("/ws-api/v3?returnRateLimits=false");
    refused(ask(line, 1, "userDataStream.subscribe", new JsonObject()), 401, -2015);
    JsonObject one = ask(line, 2, "userDataStream.subscribe.signature", signed(new JsonObject()));
    assertEquals(0, one.getJsonObject("result").getInteger("subscriptionId"));
    refused(
        ask(line, 3, "userDataStream.subscribe.signature", signed(new JsonObject())), 400, -2035);
    rig.call("POST", "/api/v3/order", rig.signed("symbol=ETHUSDT"), rig.key());
    assertEquals(
        "{\"subscriptionId\":0,\"event\":{\"e\":\"order\",\"s\":\"ETHUSDT\"}}",
        line.next().encode());
    rig.call("POST", "/fapi/v1/order", rig.signed("symbol=SOLUSDT"), rig.key());
    JsonObject active = ask(line, 4, "session.subscriptions", new JsonObject());
    assertEquals("[{\"subscriptionId\":0}]", active.getJsonArray("result").encode());
    refused(ask(line, 5, "userDataStream.unsubscribe", params("subscriptionId", 9)), 400, -2036);
    line.socket.writeTextMessage("{\"id\":6,\"method\":\"userDataStream.unsubscribe\"}");
    JsonObject end = line.next();
    assertEquals("eventStreamTerminated", end.getJsonObject("event").getString("e"));
    assertEquals(200, line.next().getInteger("status"));
    rig.call("POST", "/api/v3/order", rig.signed("symbol=ETHUSDT"), rig.key());
    assertEquals(
        new JsonArray(),
        ask(line, 7, "session.subscriptions", params("a", "b")).getValue("result"));
  }

  @Test
  void aKeyThatMayOnlyReadMayListen() throws InterruptedException {
    JsonObject asked = new JsonObject().put("permissions", new JsonArray().add("read"));
    JsonObject key = rig.client.post("/__sim/keys", asked.encode()).bodyAsJsonObject();
    SimClient.Line line = rig.client.open("/ws-api/v3");
    assertEquals(
        200, ask(line, 1, "userDataStream.subscribe.signature", by(key)).getInteger("status"));
    refused(ask(line, 2, "order.place", by(key)), 401, -2015);
  }

  private static JsonObject by(JsonObject key) {
    JsonObject params = params("apiKey", key.getString("key")).put("timestamp", rig.now.get());
    return params.put("signature", GateRig.hmac(key.getString("secret"), payload(params)));
  }

  @Test
  void tooManyRequestsSayWhenToComeBack() throws InterruptedException {
    SimClient.Line line = rig.client.open("/ws-fapi/v1");
    rig.client.post(
        "/__sim/fault", "{\"kind\":\"too_many\",\"path\":\"ws echo\",\"for_ms\":60000}");
    JsonObject answer = ask(line, 1, "echo", new JsonObject());
    refused(answer, 429, -1003);
    JsonObject data = answer.getJsonObject("error").getJsonObject("data");
    assertEquals(60_000, data.getLong("retryAfter") - data.getLong("serverTime"));
  }

  private static JsonObject params(String name, Object value) {
    return new JsonObject().put(name, value);
  }

  @Test
  void aSessionLogsOnWithEd25519AndNeedsNoKeyAfterThat() throws Exception {
    SimClient.Line line = rig.client.open("/ws-api/v3");
    refused(ask(line, 1, "session.logon", signed(new JsonObject())), 400, -4056);
    JsonObject key = ed25519();
    JsonObject logon = new JsonObject().put("apiKey", key.getString("key"));
    logon.put("timestamp", rig.now.get());
    logon.put("signature", ed25519(key.getString("secret"), payload(logon)));
    JsonObject status = ask(line, 2, "session.logon", logon).getJsonObject("result");
    assertEquals(key.getString("key"), status.getString("apiKey"));
    assertFalse(status.getBoolean("userDataStream"));
    JsonObject stamped = params("timestamp", rig.now.get());
    JsonObject order = ask(line, 3, "order.place", stamped.copy().put("symbol", "XRPUSDT"));
    assertEquals(200, order.getInteger("status"), order.encode());
    refused(ask(line, 4, "order.place", params("symbol", "XRPUSDT")), 400, -1102);
    assertEquals(
        200, ask(line, 5, "userDataStream.subscribe", new JsonObject()).getInteger("status"));
    status = ask(line, 6, "session.status", new JsonObject()).getJsonObject("result");
    assertTrue(status.getBoolean("userDataStream"));
    status = ask(line, 7, "session.logout", new JsonObject()).getJsonObject("result");
    assertFalse(status.getBoolean("userDataStream"));
    assertEquals(null, status.getValue("apiKey"));
    refused(ask(line, 8, "order.place", stamped), 401, -2014);
  }

  private static JsonObject ed25519() {
    String asked = new JsonObject().put("type", "ED25519").put("account", 1).encode();
    return rig.client.post("/__sim/keys", asked).bodyAsJsonObject();
  }

  private static String ed25519(String pem, String text) throws GeneralSecurityException {
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(
        KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der)));
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(signature.sign());
  }

  @Test
  void spotTellsTimesInMicrosecondsWhenAsked() throws InterruptedException {
    SimClient.Line line = rig.client.open("/ws-api/v3?timeUnit=MICROSECOND");
    JsonObject echo = ask(line, 1, "echo", new JsonObject()).getJsonObject("result");
    assertEquals(rig.now.get() * 1000, echo.getLong("time"));
    line = rig.client.open("/ws-fapi/v1?timeUnit=MICROSECOND");
    echo = ask(line, 1, "echo", new JsonObject()).getJsonObject("result");
    assertEquals(rig.now.get(), echo.getLong("time"));
  }
}
