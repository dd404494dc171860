package io.tapeloom.gateway.ws;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client's end of the protocol: collects every frame it is sent. */
final class WsClient {
  private static final long PATIENCE_S = 30;
  private final WebSocketClient client;
  final WebSocket socket;
  private final LinkedBlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Long> tradeIds = new ArrayList<>();
  private int requests;

  private WsClient(WebSocketClient client, WebSocket socket) {
    this.client = client;
    this.socket = socket;
    socket.textMessageHandler(text -> frames.add(new JsonObject(text)));
    socket.closeHandler(_ -> closed.countDown());
  }

  static WsClient open(Vertx vertx, int port, String uri) throws Exception {
    return open(vertx, options(port, uri));
  }

  static WsClient open(Vertx vertx, WebSocketConnectOptions options) throws Exception {
    return open(vertx.createWebSocketClient(), options);
  }

  static WsClient open(WebSocketClient client, WebSocketConnectOptions options) throws Exception {
    // The handlers must stand before the first frame is read.
    Future<WsClient> open = client.connect(options).map(socket -> new WsClient(client, socket));
    return await(open);
  }

  static WebSocketConnectOptions options(int port, String uri) {
    return new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI(uri);
  }

  /** The status with which an upgrade is refused. */
  static int refusal(Vertx vertx, WebSocketConnectOptions options) throws Exception {
    return await(
        vertx
            .createWebSocketClient()
            .connect(options)
            .map(_ -> 101)
            .recover(
                e ->
                    e instanceof UpgradeRejectedException refused
                        ? Future.succeededFuture(refused.getStatus())
                        : Future.failedFuture(e)));
  }

  static String frame(String type, String requestId, JsonObject data) {
    return new JsonObject()
        .put("protocolVersion", "2.0")
        .put("type", type)
        .put("requestId", requestId)
        .put("timestamp", 1)
        .put("data", data)
        .encode();
  }

  void send(String text) throws Exception {
    await(socket.writeTextMessage(text));
  }

  void sendBinary(byte[] bytes) throws Exception {
    await(socket.writeBinaryMessage(Buffer.buffer(bytes)));
  }

  /** Asks, expects the ACK before anything else of that request, and answers the third phase. */
  JsonObject ask(String type, JsonObject data) throws Exception {
    String id = "req_" + ++requests;
    send(frame(type, id, data));
    JsonObject ack = answer(id);
    assertEquals("ACK", ack.getString("type"), ack::encode);
    assertEquals(new JsonObject(), ack.getJsonObject("data"));
    return answer(id);
  }

  /** The data of a request that is served. */
  JsonObject result(String type, JsonObject data, String resultType) throws Exception {
    JsonObject answer = ask(type, data);
    assertEquals(resultType, answer.getString("type"), answer::encode);
    return answer.getJsonObject("data");
  }

  /** The code of a request that is refused. */
  String error(String type, JsonObject data) throws Exception {
    JsonObject answer = ask(type, data);
    assertEquals("ERROR", answer.getString("type"), answer::encode);
    assertTrue(answer.getJsonObject("data").getString("errorMessage").length() > 10);
    return answer.getJsonObject("data").getString("errorCode");
  }

  JsonObject subscribe(String... keys) throws Exception {
    return result(
        "SUBSCRIBE",
        new JsonObject().put("subscriptions", new JsonArray(List.of(keys))),
        "SUBSCRIPTION_DATA");
  }

  private JsonObject answer(String requestId) throws Exception {
    JsonObject frame = next();
    while (!requestId.equals(frame.getString("requestId"))) {
      assertEquals("UPDATE", frame.getString("type"), frame::encode);
      frame = next();
    }
    return frame;
  }

  /** The next frame, whatever it is. */
  JsonObject next() throws Exception {
    JsonObject frame = frames.poll(PATIENCE_S, TimeUnit.SECONDS);
    assertTrue(frame != null, "expected a frame");
    assertEquals("2.0", frame.getString("protocolVersion"), frame::encode);
    assertTrue(frame.getLong("timestamp") > 0, frame::encode);
    return frame;
  }

  /** The data of the next push under that key. */
  JsonObject update(String key) throws Exception {
    JsonObject frame = next();
    while (!key.equals(frame.getJsonObject("data").getString("subscriptionKey"))) {
      frame = next();
    }
    assertEquals("UPDATE", frame.getString("type"));
    assertTrue(!frame.containsKey("requestId"), frame::encode);
    return frame.getJsonObject("data");
  }

  /** Waits until that trade came, keeping the ids of all that came. */
  void awaitTrade(long id) throws Exception {
    while (tradeIds.isEmpty() || tradeIds.getLast() < id) {
      noteTrade(next());
    }
  }

  private void noteTrade(JsonObject frame) {
    JsonObject trade = frame.getJsonObject("data").getJsonObject("trade");
    if (trade != null) {
      tradeIds.add(trade.getLong("id"));
    }
  }

  /** Ids of all trades that came. */
  List<Long> tradeIds() {
    List<JsonObject> rest = new ArrayList<>();
    frames.drainTo(rest);
    rest.forEach(this::noteTrade);
    return tradeIds;
  }

  /** Close code and reason once the server has closed it. */
  String closed() throws Exception {
    assertTrue(closed.await(PATIENCE_S, TimeUnit.SECONDS), "expected the server to close");
    return socket.closeStatusCode() + " " + socket.closeReason();
  }

  void close() throws Exception {
    await(socket.close());
    await(client.close());
  }
}
