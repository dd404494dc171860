package io.tapeloom.bench;

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
import java.util.ArrayList;
import java.util.List;

/**
 * Many browsers' ends of the bridge in one process. It does what the lines on its stdin say and
 * answers each with one line; it ends with its stdin.
 */
public final class Browsers {
  private static final int WORST_MS = 60_000;
  private static final long LEAVE_MS = 200;
  private final Vertx vertx = Vertx.vertx();
  private final WebSocketClient client =
      vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(1_000));
  private final List<WebSocket> sockets = new ArrayList<>();
  private final String path;
  private final int port;
  private int[] waitsMs = new int[WORST_MS + 1];
  private long messages;
  private long bytes;
  private long lost;

  private Browsers(int port, String path) {
    this.port = port;
    this.path = path;
  }

  /** Arguments: the server's port and the path of its sockets. */
  public static void main(String[] args) throws IOException {
    Browsers browsers = new Browsers(Integer.parseInt(args[0]), args[1]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(browsers.obey(line.split(" ")).encode());
    }
    browsers.leave();
  }

  private void leave() {
    sockets.forEach(WebSocket::resume);
    sockets.forEach(WebSocket::close);
    vertx.setTimer(LEAVE_MS, _ -> System.exit(0));
  }

  private JsonObject obey(String[] words) {
    return switch (words[0]) {
      case "open" -> open(Integer.parseInt(words[1]), true);
      case "stall" -> open(Integer.parseInt(words[1]), false);
      case "forget" -> forget();
      case "report" -> report();
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private JsonObject open(int count, boolean reads) {
    for (int i = 0; i < count; i++) {
      WebSocketConnectOptions options =
          new WebSocketConnectOptions()
              .setHost("127.0.0.1")
              .setPort(port)
              .setURI(path)
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
    vertx.setPeriodic(4_000, _ -> sockets.forEach(s -> s.writeTextMessage("{\"type\":\"ping\"}")));
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
