package io.tapeloom.sim.io;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of the simulated exchange for tests: plain sockets, nothing of the product's own. */
final class SimClient {
  private final int port;
  private final WebClient web;
  private final WebSocketClient sockets;

  SimClient(Vertx vertx, int port) {
    this.port = port;
    this.web = WebClient.create(vertx);
    this.sockets =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setClosingTimeout(1)
                .setMaxFrameSize(4 << 20)
                .setMaxMessageSize(4 << 20));
  }

  /** An open connection and what came over it. */
  static final class Line {
    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    WebSocket socket;

    JsonObject next() throws InterruptedException {
      String text = texts.poll(30, TimeUnit.SECONDS);
      if (text == null) {
        throw new AssertionError("expected a frame within 30 s, got none");
      }
      return new JsonObject(text);
    }

    /** The next frame that is market data. */
    JsonObject frame() throws InterruptedException {
      JsonObject frame = next();
      return frame.containsKey("result") ? frame() : frame;
    }

    JsonObject ask(Object message) throws InterruptedException {
      socket.writeTextMessage(message instanceof JsonObject o ? o.encode() : message.toString());
      JsonObject answer = next();
      while (answer.containsKey("e") || answer.containsKey("stream")) {
        answer = next();
      }
      return answer;
    }
  }

  Line open(String path) {
    Line line = new Line();
    Future<WebSocket> opening =
        sockets
            .connect(new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI(path))
            .onSuccess(
                socket -> {
                  socket.textMessageHandler(line.texts::add);
                  socket.closeHandler(
                      done -> line.ends.add(socket.closeStatusCode() + " " + socket.closeReason()));
                });
    line.socket = opening.await();
    return line;
  }

  HttpResponse<Buffer> get(String path) {
    return web.get(port, "127.0.0.1", path).send().await();
  }

  /** Open stream connections, as the exchange counts them. */
  int connections() {
    return get("/__sim/clock").bodyAsJsonObject().getInteger("connections");
  }

  /** The items of a list of the tools' hooks. */
  JsonArray items(String path) {
    HttpResponse<Buffer> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.bodyAsString());
    }
    return answer.bodyAsJsonObject().getJsonArray("items");
  }

  JsonArray list(String path) {
    HttpResponse<Buffer> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.bodyAsString());
    }
    return answer.bodyAsJsonArray();
  }

  HttpResponse<Buffer> fault(JsonObject fault) {
    return web.post(port, "127.0.0.1", "/__sim/fault").sendJsonObject(fault).await();
  }

  HttpResponse<Buffer> post(String path, String body) {
    return web.post(port, "127.0.0.1", path).sendBuffer(Buffer.buffer(body)).await();
  }
}
