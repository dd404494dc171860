package io.tapeloom.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;

/** The yardstick of the bridge: as many bytes as often, one write for each socket, no bridge. */
final class PlainSockets implements AutoCloseable {
  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
  private final List<ServerWebSocket> sockets = new ArrayList<>();
  private final HttpServer server;
  private final String filler;
  private long seq;

  PlainSockets(int bytes) {
    filler = "x".repeat(Math.max(1, bytes - 90));
    server = vertx.createHttpServer().webSocketHandler(sockets::add).listen(0, "127.0.0.1").await();
    vertx.setPeriodic(100, _ -> broadcast());
  }

  int port() {
    return server.actualPort();
  }

  private void broadcast() {
    seq++;
    for (String address : BenchGateway.ADDRESSES) {
      String end = "\",\"seq\":" + seq + ",\"t\":" + System.currentTimeMillis() + "}}";
      Buffer frame =
          Buffer.buffer(
              "{\"type\":\"rec\",\"address\":\""
                  + address
                  + "\",\"body\":{\"x\":\""
                  + filler
                  + end);
      sockets.forEach(socket -> socket.writeBinaryMessage(frame));
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
