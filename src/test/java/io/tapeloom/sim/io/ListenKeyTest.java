package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.sim.Refused;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Listen keys and the user streams of USD-M under every path that clients use. */
class ListenKeyTest {
  private static GateRig rig;

  @BeforeAll
  static void start() {
    rig = new GateRig(SimSettings.onPort(0).unlimited());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private static HttpResponse<Buffer> listenKey(String method) {
    return rig.call(method, "/fapi/v1/listenKey", "", rig.key());
  }

  private static String key() {
    return listenKey("POST").bodyAsJsonObject().getString("listenKey");
  }

  private static void order(String symbol) {
    assertEquals(
        200,
        rig.call("POST", "/fapi/v1/order", rig.signed("symbol=" + symbol), rig.key()).statusCode());
  }

  @Test
  void oneKeyLivesAtATimeAndDeletedOnesAreUnknown() {
    String key = key();
    assertEquals(key, key());
    assertEquals(key, listenKey("PUT").bodyAsJsonObject().getString("listenKey"));
    assertEquals("{}", listenKey("DELETE").bodyAsString());
    JsonObject gone = listenKey("PUT").bodyAsJsonObject();
    assertEquals(-1125, gone.getInteger("code"));
    assertEquals("This listenKey does not exist.", gone.getString("msg"));
    assertEquals(-1125, listenKey("DELETE").bodyAsJsonObject().getInteger("code"));
    assertNotEquals(key, key());
    assertEquals(401, rig.call("POST", "/fapi/v1/listenKey", "", "").statusCode());
  }

  @Test
  void everyPathCarriesTheEvents() throws InterruptedException {
    String key = key();
    SimClient.Line byQuery = rig.client.open("/private/ws?listenKey=" + key);
    SimClient.Line byPath = rig.client.open("/private/ws/" + key);
    SimClient.Line combined = rig.client.open("/private/stream?listenKey=" + key);
    SimClient.Line legacy = rig.client.open("/ws/" + key);
    SimClient.Line filtered = rig.client.open("/private/ws?listenKey=" + key + "&events=order");
    SimClient.Line deaf =
        rig.client.open("/private/ws?listenKey=" + key + "&events=ACCOUNT_UPDATE");
    SimClient.Line subscribed = rig.client.open("/private/stream?streams=");
    subscribed.ask("{\"method\":\"SUBSCRIBE\",\"params\":[\"" + key + "\"],\"id\":\"x\"}");
    order("BTCUSDT");
    String event = "{\"e\":\"order\",\"s\":\"BTCUSDT\"}";
    String wrapped = "{\"stream\":\"" + key + "\",\"data\":" + event + "}";
    for (SimClient.Line line : new SimClient.Line[] {byQuery, byPath, legacy, filtered}) {
      assertEquals(event, line.next().encode());
    }
    assertEquals(wrapped, combined.next().encode());
    assertEquals(wrapped, subscribed.next().encode());
    assertTrue(deaf.texts.isEmpty());
  }

  @Test
  void theSocketApiStartsPingsAndStopsKeys() throws InterruptedException {
    SimClient.Line line = rig.client.open("/ws-fapi/v1");
    String params = "\"params\":{\"apiKey\":\"" + rig.key() + "\"}}";
    JsonObject started = line.ask("{\"id\":1,\"method\":\"userDataStream.start\"," + params);
    assertEquals(key(), started.getJsonObject("result").getString("listenKey"));
    line.ask("{\"id\":2,\"method\":\"userDataStream.ping\"," + params);
    JsonObject stopped = line.ask("{\"id\":3,\"method\":\"userDataStream.stop\"," + params);
    assertEquals(200, stopped.getInteger("status"));
    JsonObject gone = line.ask("{\"id\":4,\"method\":\"userDataStream.ping\"," + params);
    assertEquals(-1125, gone.getJsonObject("error").getInteger("code"));
  }

  @Test
  void aKeyEndsSixtyMinutesAfterItWasLastKept() {
    AtomicLong now = new AtomicLong(1_000);
    ListenKeys keys = new ListenKeys(name -> name, now::get);
    Call call = new Call(new Params(Map.of()), 1, "", 0, false);
    Handler start = keys.endpoints().get(0).handler();
    Handler keep = keys.endpoints().get(1).handler();
    String first = start.answer(call);
    now.addAndGet(3_599_999);
    assertEquals(first, keep.answer(call));
    now.addAndGet(3_600_000);
    assertThrows(Refused.class, () -> keep.answer(call));
    assertEquals("listen 1 1", keys.expire().getFirst().text());
    assertEquals(0, keys.expire().size());
    assertNotEquals(first, start.answer(call));
  }
}
