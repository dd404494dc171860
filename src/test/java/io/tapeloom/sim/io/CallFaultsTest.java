package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every fault of calls: what the caller sees, and what the exchange has done. */
class CallFaultsTest {
  private final GateRig rig = new GateRig(SimSettings.onPort(0).unlimited());

  @AfterEach
  void stop() {
    rig.close();
  }

  private void fault(String fault) {
    HttpResponse<Buffer> added = rig.client.post("/__sim/fault", fault);
    assertEquals(202, added.statusCode(), added.bodyAsString());
  }

  private HttpResponse<Buffer> order(String symbol) {
    return rig.call("POST", "/fapi/v1/order", rig.signed("symbol=" + symbol), rig.key());
  }

  private HttpResponse<Buffer> get(String call) {
    return rig.call("GET", "/fapi/v1/" + call, "", rig.key());
  }

  private static void is(int status, int code, HttpResponse<Buffer> answer) {
    assertEquals(status, answer.statusCode(), answer.bodyAsString());
    assertEquals(code, answer.bodyAsJsonObject().getInteger("code"));
  }

  private void refusedOnce(String fault, int status, int code) {
    fault(fault);
    is(status, code, order("BTCUSDT"));
    assertEquals(0, rig.usdm.open.size(), "the order must not have been accepted");
    assertEquals(200, order("BTCUSDT").statusCode());
    rig.usdm.open.clear();
  }

  @Test
  void certainRefusalsChangeNothing() {
    refusedOnce("{\"kind\":\"too_many\",\"for_ms\":7000}", 429, -1003);
    refusedOnce("{\"kind\":\"timeout_refused\"}", 408, -1007);
    refusedOnce("{\"kind\":\"unknown_refused\"}", 503, -1000);
    refusedOnce("{\"kind\":\"unavailable\"}", 503, -1016);
    refusedOnce("{\"kind\":\"internal\"}", 503, -1001);
    refusedOnce("{\"kind\":\"busy\"}", 503, -1008);
    refusedOnce("{\"kind\":\"clock\"}", 400, -1021);
    refusedOnce("{\"kind\":\"signature\"}", 400, -1022);
    refusedOnce("{\"kind\":\"duplicate\"}", 400, -4116);
    refusedOnce(
        "{\"kind\":\"refuse\",\"code\":-2019,\"msg\":\"Margin is insufficient.\"}", 400, -2019);
  }

  @Test
  void aThrottleLetsExitsPass() {
    fault("{\"kind\":\"busy\",\"count\":3}");
    String exit = rig.signed("symbol=BTCUSDT&reduceOnly=true");
    assertEquals(200, rig.call("POST", "/fapi/v1/order", exit, rig.key()).statusCode());
    String cancel = "/fapi/v1/order?" + rig.signed("orderId=1");
    assertEquals(200, rig.call("DELETE", cancel, "", rig.key()).statusCode());
    is(503, -1008, order("BTCUSDT"));
  }

  @Test
  void aPageOfTheFirewallIsNoJson() {
    fault("{\"kind\":\"forbidden\"}");
    HttpResponse<Buffer> answer = order("BTCUSDT");
    assertEquals(403, answer.statusCode());
    assertEquals("text/html", answer.getHeader("Content-Type"));
    assertTrue(answer.bodyAsString().startsWith("<html>"));
    assertEquals(0, rig.usdm.open.size());
  }

  private HttpResponse<Buffer> acceptedDespite(String fault) {
    fault(fault);
    HttpResponse<Buffer> answer = order("BTCUSDT");
    assertEquals(1, rig.usdm.open.size(), "the order must have been accepted");
    rig.usdm.open.clear();
    return answer;
  }

  @Test
  void unclearAnswersComeAfterTheOrderWasAccepted() {
    is(408, -1007, acceptedDespite("{\"kind\":\"timeout_accepted\",\"on\":\"order.accepted\"}"));
    is(503, -1000, acceptedDespite("{\"kind\":\"unknown_accepted\"}"));
    assertTrue(acceptedDespite("{\"kind\":\"html\"}").bodyAsString().startsWith("<html>"));
    HttpResponse<Buffer> empty = acceptedDespite("{\"kind\":\"empty\"}");
    assertEquals(200, empty.statusCode());
    assertEquals(null, empty.bodyAsString());
    String half = acceptedDespite("{\"kind\":\"truncated\"}").bodyAsString();
    assertTrue(half.startsWith("{\"orderId\":") && !half.endsWith("}"), half);
  }

  @Test
  void lostRequestsAreNotDoneAndLostRepliesAre() {
    fault("{\"kind\":\"request_lost\"}");
    assertThrows(RuntimeException.class, () -> order("BTCUSDT"));
    assertEquals(0, rig.usdm.open.size());
    fault("{\"kind\":\"reply_lost\",\"path\":\"order\"}");
    assertThrows(RuntimeException.class, () -> order("BTCUSDT"));
    assertEquals(1, rig.usdm.open.size());
  }

  @Test
  void lateRepliesAndSlowCallsTakeTheirTime() throws InterruptedException {
    String key =
        rig.call("POST", "/fapi/v1/listenKey", "", rig.key())
            .bodyAsJsonObject()
            .getString("listenKey");
    SimClient.Line line = rig.client.open("/private/ws/" + key);
    fault("{\"kind\":\"slow\",\"for_ms\":300}");
    long began = System.nanoTime();
    assertEquals(200, order("ETHUSDT").statusCode());
    assertTrue(System.nanoTime() - began >= 300_000_000L);
    assertEquals("ETHUSDT", line.next().getString("s"));
    fault("{\"kind\":\"reply_late\",\"for_ms\":400}");
    began = System.nanoTime();
    assertEquals(200, order("XRPUSDT").statusCode());
    assertTrue(System.nanoTime() - began >= 400_000_000L);
    assertEquals("XRPUSDT", line.next().getString("s"));
    fault("{\"kind\":\"reply_late\",\"for_ms\":600000}");
    var pending = CompletableFuture.supplyAsync(() -> order("BTCUSDT"));
    assertEquals("BTCUSDT", line.next().getString("s"));
    assertFalse(pending.isDone(), "the event must not wait for the late reply");
  }

  @Test
  void aBanTellsWhenItEnds() {
    fault("{\"kind\":\"banned\",\"for_ms\":60000}");
    HttpResponse<Buffer> answer = order("BTCUSDT");
    is(418, -1003, answer);
    assertEquals("60", answer.getHeader("Retry-After"));
    is(418, -1003, get("echo"));
  }

  @Test
  void aRevokedKeyStaysRevoked() {
    fault("{\"kind\":\"key_revoked\"}");
    is(401, -2015, order("BTCUSDT"));
    is(401, -2015, order("BTCUSDT"));
  }

  @Test
  void aHiddenOrderIsThereAndCannotBeFound() {
    fault("{\"kind\":\"hide_order\",\"on\":\"order.accepted\",\"for_ms\":60000}");
    assertEquals(200, order("BTCUSDT").statusCode());
    is(400, -2013, get("order?" + rig.signed("orderId=1")));
    assertEquals("[]", get("openOrders?" + rig.signed("")).bodyAsString());
    is(400, -2011, rig.call("DELETE", "/fapi/v1/order?" + rig.signed("orderId=1"), "", rig.key()));
    rig.now.addAndGet(60_000);
    assertEquals(200, get("order?" + rig.signed("orderId=1")).statusCode());
    assertEquals(1, get("openOrders?" + rig.signed("")).bodyAsJsonArray().size());
  }

  @Test
  void anAcceptedStopVanishesWithoutAnEvent() throws InterruptedException {
    String key =
        rig.call("POST", "/fapi/v1/listenKey", "", rig.key())
            .bodyAsJsonObject()
            .getString("listenKey");
    SimClient.Line line = rig.client.open("/private/ws/" + key);
    fault("{\"kind\":\"stop_vanishes\",\"on\":\"algo.accepted\",\"for_ms\":50}");
    String stop = rig.signed("symbol=BTCUSDT");
    assertEquals(200, rig.call("POST", "/fapi/v1/algoOrder", stop, rig.key()).statusCode());
    assertEquals("order", line.next().getString("e"));
    long until = System.nanoTime() + 30_000_000_000L;
    while (rig.usdm.done.isEmpty() && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertEquals(1, rig.usdm.done.size());
    order("ETHUSDT");
    assertEquals("ETHUSDT", line.next().getString("s"), "no event of the vanished stop");
  }

  @Test
  void leverageIsConfirmedAndNotSet() {
    fault("{\"kind\":\"leverage_ignored\",\"path\":\"/leverage\"}");
    String asked = rig.signed("symbol=BTCUSDT&leverage=7");
    JsonObject answer = rig.call("POST", "/fapi/v1/leverage", asked, rig.key()).bodyAsJsonObject();
    assertEquals(7, answer.getInteger("leverage"));
    assertTrue(rig.usdm.done.isEmpty());
    rig.call("POST", "/fapi/v1/leverage", asked, rig.key());
    assertEquals("leverage 7", rig.usdm.done.getFirst());
  }

  @Test
  void cancelAndReplaceIsHalfDone() {
    rig.call("POST", "/api/v3/order", rig.signed("symbol=BTCUSDT"), rig.key());
    fault("{\"kind\":\"half_replace\",\"path\":\"cancelReplace\"}");
    String asked = rig.signed("symbol=BTCUSDT&cancelOrderId=1");
    HttpResponse<Buffer> answer = rig.call("POST", "/api/v3/order/cancelReplace", asked, rig.key());
    is(409, -2021, answer);
    JsonObject halves = answer.bodyAsJsonObject().getJsonObject("data");
    assertEquals("SUCCESS", halves.getString("cancelResult"));
    assertEquals(-2010, halves.getJsonObject("newOrderResponse").getInteger("code"));
    assertEquals(1, rig.spot.done.size());
    assertEquals(0, rig.spot.open.size());
  }

  @Test
  void aHaltedSymbolTakesNoOrders() throws InterruptedException {
    fault("{\"kind\":\"halt\",\"symbol\":\"BTCUSDT\",\"for_ms\":60000}");
    rig.untilLogged("halt");
    is(400, -4141, order("BTCUSDT"));
    assertEquals(200, order("ETHUSDT").statusCode());
    HttpResponse<Buffer> spot =
        rig.call("POST", "/api/v3/order", rig.signed("symbol=BTCUSDT"), rig.key());
    is(400, -2010, spot);
    String info = rig.client.get("/api/v3/echoInfo/exchangeInfo").bodyAsString();
    assertTrue(info.contains("\"status\":\"HALT\""), info);
    rig.now.addAndGet(60_000);
    assertEquals(200, order("BTCUSDT").statusCode());
  }

  @Test
  void theOwnerTradesByHand() throws InterruptedException {
    fault(
        "{\"kind\":\"by_hand\",\"call\":\"POST /fapi/v1/order?symbol=XRPUSDT&newClientOrderId=web_1\"}");
    rig.untilLogged("by hand");
    assertTrue(rig.usdm.open.values().toString().contains("web_1"));
  }

  @Test
  void waitingFaultsAreListed() {
    fault("{\"kind\":\"busy\",\"at_ms\":1000}");
    JsonObject one =
        rig.client.get("/__sim/fault").bodyAsJsonObject().getJsonArray("items").getJsonObject(0);
    assertEquals("{\"id\":1,\"kind\":\"busy\",\"armed\":false,\"done\":0}", one.encode());
    assertEquals(200, order("BTCUSDT").statusCode());
    rig.now.addAndGet(1_000);
    is(503, -1008, order("BTCUSDT"));
  }
}
