package io.tapeloom.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Many browsers' ends of the bridge in one process. It does what the lines on its stdin say and
 * answers each with one line; it ends with its stdin.
 */
public final class Browsers {
  private static final int WORST_MS = 60_000;
  private static final long PING_MS = 4_000;
  private final Vertx vertx = Vertx.vertx();
  private final WebSocketClient client =
      vertx.createWebSocketClient(
          new WebSocketClientOptions().setMaxConnections(1_000).setClosingTimeout(1));
  private final List<WebSocket> sockets = new CopyOnWriteArrayList<>();
  private int[] waitsMs = new int[WORST_MS + 1];
  private long messages;
  private long bytes;
  private long lost;

  private Browsers() {
    vertx.setPeriodic(
        PING_MS, _ -> sockets.forEach(s -> s.writeTextMessage("{\"type\":\"ping\"}")));
  }

  /** Takes no arguments. */
  public static void main(String[] args) throws IOException {
    Browsers browsers = new Browsers();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(browsers.obey(line.split(" ")).encode());
    }
    browsers.leave();
    System.exit(0);
  }

  private JsonObject leave() {
    sockets.forEach(WebSocket::resume);
    Future.join(sockets.stream().map(WebSocket::close).toList()).await();
    sockets.clear();
    return new JsonObject();
  }

  private JsonObject obey(String[] words) {
    return switch (words[0]) {
      case "open" -> open(words, true);
      case "stall" -> open(words, false);
      case "leave" -> leave();
      case "forget" -> forget();
      case "report" -> report();
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private JsonObject open(String[] words, boolean reads) {
    int port = Integer.parseInt(words[1]);
    int count = Integer.parseInt(words[3]);
    for (int i = 0; i < count; i++) {
      WebSocketConnectOptions options =
          new WebSocketConnectOptions()
              .setHost("127.0.0.1")
              .setPort(port)
              .setURI(words[2])
              .addHeader("Origin", "http://127.0.0.1:" + port);
      WebSocket socket = client.connect(options).await();
      BrowserTopics topics = new BrowserTopics();
      socket.binaryMessageHandler(frame -> received(topics, frame));
      for (String address : BenchGateway.ADDRESSES) {
        socket.writeTextMessage(
            new JsonObject().put("type", "register").put("address", address).encode());
      }
      if (!reads) {
        socket.pause();
      }
      sockets.add(socket);
    }
    return new JsonObject().put("sockets", sockets.size());
  }

  private synchronized void received(BrowserTopics topics, Buffer frame) {
    String text = frame.toString(StandardCharsets.ISO_8859_1);
    if (!text.startsWith("{\"type\":\"rec\"")) {
      return;
    }
    long waitMs = System.currentTimeMillis() - topics.sentMs(text);
    lost += topics.skipped(text);
    waitsMs[Math.clamp(waitMs, 0, WORST_MS)]++;
    messages++;
    bytes += frame.length();
  }

  private synchronized JsonObject forget() {
    waitsMs = new int[WORST_MS + 1];
    messages = 0;
    bytes = 0;
    lost = 0;
    return new JsonObject();
  }

  private synchronized JsonObject report() {
    return new JsonObject()
        .put("messages", messages)
        .put("bytes", bytes)
        .put("lost", lost)
        .put("p50", quantileMs(0.5))
        .put("p99", quantileMs(0.99));
  }

  private long quantileMs(double share) {
    long below = 0;
    for (int ms = 0; ms <= WORST_MS; ms++) {
      below += waitsMs[ms];
      if (below >= share * messages) {
        return ms;
      }
    }
    return WORST_MS;
  }
}
