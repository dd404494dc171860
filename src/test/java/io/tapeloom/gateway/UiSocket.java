package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One browser's end of the bridge. */
final class UiSocket {
  static final String RAW = "/eventbus/websocket";
  static final String SOCKJS = "/eventbus/042/k3j_9-x/websocket";
  private final WebSocketClient client;
  private final WebSocket socket;
  private final boolean framed;
  private final LinkedBlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Whatever comes first is heard: a socket may be closed as soon as it is open. */
  private UiSocket(WebSocketClient client, ClientWebSocket socket, boolean framed) {
    this.client = client;
    this.socket = socket;
    this.framed = framed;
    socket.binaryMessageHandler(frame -> frames.add(new JsonObject(frame)));
    socket.textMessageHandler(this::text);
    socket.closeHandler(_ -> closed.countDown());
  }

  /** SockJS sends an opening, heartbeats, arrays of messages, and its own farewell. */
  private void text(String frame) {
    if (!framed) {
      frames.add(new JsonObject().put("type", "text frame"));
    } else if (frame.startsWith("a")) {
      new JsonArray(frame.substring(1))
          .forEach(message -> frames.add(new JsonObject(message.toString())));
    } else if (!frame.equals("o") && !frame.equals("h") && !frame.startsWith("c[")) {
      frames.add(new JsonObject().put("type", "no frame of SockJS"));
    }
  }

  static UiSocket open(Vertx vertx, int port) throws Exception {
    return open(vertx, options(port));
  }

  /** Opens the raw WebSocket or the one in SockJS's framing, as the address says. */
  static UiSocket open(Vertx vertx, WebSocketConnectOptions options) throws Exception {
    WebSocketClient client =
        vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(500));
    ClientWebSocket socket = client.webSocket();
    UiSocket opened = new UiSocket(client, socket, !options.getURI().startsWith(RAW));
    await(socket.connect(options));
    return opened;
  }

  static WebSocketConnectOptions options(int port) {
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(port)
        .setURI(RAW)
        .addHeader("Origin", "http://127.0.0.1:" + port);
  }

  UiSocket register(String address) throws Exception {
    return send(new JsonObject().put("type", "register").put("address", address).encode());
  }

  UiSocket send(String text) throws Exception {
    return sendAsIs(framed ? new JsonArray().add(text).encode() : text);
  }

  /** Sends what the server may answer by closing, even before all of it is sent. */
  UiSocket sendAndBeCut(String text) {
    socket.writeTextMessage(framed ? new JsonArray().add(text).encode() : text).onFailure(_ -> {});
    return this;
  }

  UiSocket sendAsIs(String text) throws Exception {
    await(socket.writeTextMessage(text));
    return this;
  }

  /** Tells the bridge that this end is alive; one that was closed does not care. */
  void ping() {
    String ping = "{\"type\":\"ping\"}";
    socket.writeTextMessage(framed ? new JsonArray().add(ping).encode() : ping).onFailure(_ -> {});
  }

  UiSocket sendBinary(Buffer bytes) throws Exception {
    await(socket.writeBinaryMessage(bytes));
    return this;
  }

  /** The next frame of that type, others dropped. */
  JsonObject next(String type) throws Exception {
    for (int i = 0; i < 10_000; i++) {
      JsonObject frame = frames.poll(30, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("no " + type + " frame within 30 s");
      }
      if (type.equals(frame.getString("type"))) {
        return frame;
      }
    }
    throw new AssertionError("ten thousand frames and no " + type);
  }

  /** The body of the next message of that address. */
  JsonObject body(String address) throws Exception {
    JsonObject frame = next("rec");
    while (!address.equals(frame.getString("address"))) {
      frame = next("rec");
    }
    return frame.getJsonObject("body");
  }

  /** What arrived so far. */
  List<JsonObject> drain() {
    List<JsonObject> all = new ArrayList<>();
    frames.drainTo(all);
    return all;
  }

  void stopReading() {
    socket.pause();
  }

  void readAgain() {
    socket.resume();
  }

  /** The close frame's code and reason, once it was closed. */
  String reason() {
    return socket.closeStatusCode() + " " + socket.closeReason();
  }

  boolean closedWithin(long seconds) throws Exception {
    return closed.await(seconds, TimeUnit.SECONDS);
  }

  void close() throws Exception {
    await(socket.close());
    await(client.close());
  }
}
