package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may call: keys, signatures and the time, over real sockets. */
class AdmissionTest {
  private static GateRig rig;

  @BeforeAll
  static void start() {
    rig = new GateRig(SimSettings.onPort(0).unlimited());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void noon() {
    rig.now.set(GateRig.NOW);
  }

  private static void refused(int status, int code, String text, HttpResponse<Buffer> answer) {
    assertEquals(
        status + " {\"code\":" + code + ",\"msg\":\"" + text + "\"}",
        answer.statusCode() + " " + answer.bodyAsString());
  }

  private static HttpResponse<Buffer> account(String query) {
    return rig.call("GET", "/fapi/v1/account?" + query, "", rig.key());
  }

  @Test
  void theDemoAccountIsServed() {
    assertEquals(1, account(rig.signed("a=1")).bodyAsJsonObject().getInteger("account"));
    assertEquals(
        List.of("1 {BNB=5000000000, BTC=200000000, ETH=2000000000, USDT=10000000000000}"),
        rig.spot.opened.subList(0, 1));
    String body = "symbol=BTCUSDT&side=BUY";
    String query = "timestamp=" + GateRig.NOW;
    String signature = GateRig.hmac(rig.sim.endpoints().secret(), query + body);
    JsonObject order =
        rig.call("POST", "/api/v3/order?" + query + "&signature=" + signature, body, rig.key())
            .bodyAsJsonObject();
    assertEquals("BTCUSDT", order.getString("symbol"));
    JsonObject form =
        rig.call("POST", "/fapi/v1/order", rig.signed(body), rig.key()).bodyAsJsonObject();
    assertEquals("BTCUSDT", form.getString("symbol"));
  }

  @Test
  void keysAreCheckedFirst() {
    String path = "/api/v3/account?" + rig.signed("");
    refused(401, -2014, "API-key format invalid.", rig.call("GET", path, "", ""));
    refused(401, -2014, "API-key format invalid.", rig.call("GET", path, "", "short"));
    refused(
        401,
        -2015,
        "Invalid API-key, IP, or permissions for action.",
        rig.call("GET", path, "", "A".repeat(64)));
  }

  @Test
  void signatureAndTimestampMustBeThere() {
    String missing = "Mandatory parameter '%s' was not sent, was empty/null, or malformed.";
    refused(400, -1102, missing.formatted("timestamp"), account("signature=00"));
    refused(400, -1102, missing.formatted("signature"), account("timestamp=" + GateRig.NOW));
    refused(
        400,
        -1022,
        "Signature for this request is not valid.",
        account(rig.signed("a=1").replace("a=1", "a=2")));
    refused(
        400,
        -1100,
        "Illegal characters found in parameter 'timestamp'; legal range is '^[0-9]{1,20}$'.",
        account("timestamp=soon&signature=00"));
  }

  private static HttpResponse<Buffer> at(String market, long stampMs, String more) {
    String query = "timestamp=" + stampMs + more;
    String signature = GateRig.hmac(rig.sim.endpoints().secret(), query);
    String path = market.equals("spot") ? "/api/v3/account?" : "/fapi/v1/account?";
    return rig.call("GET", path + query + "&signature=" + signature, "", rig.key());
  }

  @Test
  void theWindowIsExactAtBothEnds() {
    String late = "Timestamp for this request is outside of the recvWindow.";
    String early = "Timestamp for this request was 1000ms ahead of the server's time.";
    assertEquals(200, at("usdm", GateRig.NOW - 5000, "").statusCode());
    refused(400, -1021, late, at("usdm", GateRig.NOW - 5001, ""));
    assertEquals(200, at("usdm", GateRig.NOW + 999, "").statusCode());
    refused(400, -1021, early, at("usdm", GateRig.NOW + 1000, ""));
    assertEquals(200, at("usdm", GateRig.NOW - 60_000, "&recvWindow=60000").statusCode());
    refused(
        400,
        -1131,
        "recvWindow must be less than 60000.",
        at("usdm", GateRig.NOW, "&recvWindow=60001"));
  }

  @Test
  void spotKnowsMicrosecondsAndPartsOfMilliseconds() {
    long micros = GateRig.NOW * 1000;
    assertEquals(200, at("spot", micros - 1_500, "&recvWindow=1.5").statusCode());
    assertEquals(400, at("spot", micros - 1_501, "&recvWindow=1.5").statusCode());
    refused(
        400,
        -1100,
        "Illegal characters found in parameter 'recvWindow';" + " legal range is '^[0-9]{1,20}$'.",
        at("usdm", GateRig.NOW, "&recvWindow=1.5"));
  }

  @Test
  void toolsOpenAccountsAndTakeKeysBack() {
    JsonObject asked =
        new JsonObject()
            .put("name", "second")
            .put("balances", new JsonObject().put("spot", new JsonObject().put("USDT", "12.5")))
            .put("key", new JsonObject().put("permissions", new JsonArray().add("read")));
    HttpResponse<Buffer> made = rig.client.post("/__sim/accounts", asked.encode());
    assertEquals(201, made.statusCode(), made.bodyAsString());
    JsonObject key = made.bodyAsJsonObject();
    int account = key.getInteger("account");
    assertTrue(rig.spot.opened.contains(account + " {USDT=1250000000}"));
    assertEquals(200, as(key, "GET", "account").statusCode());
    assertEquals(-2015, as(key, "POST", "order").bodyAsJsonObject().getInteger("code"));
    change(key, new JsonObject().put("permissions", new JsonArray().add("read").add("usdm")));
    assertEquals(200, as(key, "POST", "order").statusCode());
    change(key, new JsonObject().put("ips", new JsonArray().add("10.0.0.1")));
    assertEquals(401, as(key, "GET", "account").statusCode());
    change(key, new JsonObject().put("ips", new JsonArray()).put("revoked", true));
    assertEquals(401, as(key, "GET", "account").statusCode());
    JsonObject more =
        new JsonObject().put("account", account).put("market", "usdm").put("asset", "USDT");
    assertEquals(
        200, rig.client.post("/__sim/transfer", more.put("amount", "-3").encode()).statusCode());
    assertTrue(rig.usdm.opened.contains(account + " USDT -300000000"));
  }

  private static void change(JsonObject key, JsonObject to) {
    String path = "/__sim/keys/" + key.getString("key");
    assertEquals(200, rig.client.post(path, to.encode()).statusCode());
  }

  private static HttpResponse<Buffer> as(JsonObject key, String method, String call) {
    String query = "symbol=BTCUSDT&timestamp=" + GateRig.NOW;
    String signature = GateRig.hmac(key.getString("secret"), query);
    String path = "/fapi/v1/" + call + "?" + query + "&signature=" + signature;
    return rig.call(method, path, "", key.getString("key"));
  }

  @Test
  void badToolRequestsNameTheField() {
    badTool("/__sim/accounts", "{\"balances\":{\"margin\":{}}}", "balances");
    badTool("/__sim/accounts", "{\"balances\":{\"spot\":{\"USDT\":\"much\"}}}", "USDT");
    badTool("/__sim/accounts", "{\"balances\":{\"spot\":{\"USDT\":\"-5\"}}}", "spot.USDT");
    badTool("/__sim/accounts", "{\"key\":{\"type\":\"DSA\"}}", "type");
    badTool("/__sim/accounts", "{\"key\":{\"type\":\"RSA\",\"public_key\":\"x\"}}", "public_key");
    badTool("/__sim/keys", "{\"account\":999}", "account");
    badTool("/__sim/transfer", "{\"market\":\"margin\"}", "market");
    badTool("/__sim/keys/nobody", "{}", "key");
  }

  private static void badTool(String path, String body, String field) {
    HttpResponse<Buffer> answer = rig.client.post(path, body);
    assertEquals(400, answer.statusCode(), path + body);
    assertTrue(answer.bodyAsJsonObject().getString("field").contains(field), answer.bodyAsString());
  }

  @Test
  void theLogHoldsEveryCallAndItsHashGrows() {
    JsonObject before = rig.client.get("/__sim/log").bodyAsJsonObject();
    account(rig.signed("mark=7"));
    JsonObject after =
        rig.client.get("/__sim/log?from=" + (before.getLong("size") + 1)).bodyAsJsonObject();
    assertEquals(before.getLong("size") + 1, after.getLong("size"));
    assertEquals(
        "GET /fapi/v1/account mark=7 timestamp=" + GateRig.NOW + " -> 1 200",
        after.getJsonArray("items").getJsonObject(0).getString("text"));
    assertTrue(!before.getString("hash").equals(after.getString("hash")));
  }
}
