package io.tapeloom.bench;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.io.IOException;

/**
 * What one would write without thinking of speed: a socket, a decision and a connection in three
 * verticles, with JsonObjects on the bus between them.
 */
final class VertxHops implements AutoCloseable {
  private final RawStream stream = new RawStream();
  private final EchoSink sink = new EchoSink();
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));

  VertxHops() throws IOException {
    vertx.deployVerticle(new Writer(sink.port())).await();
    vertx.deployVerticle(new Decider()).await();
    vertx.deployVerticle(new Reader(stream.port())).await();
  }

  private static final class Reader extends VerticleBase {
    private final int port;
    private WebSocketClient client;
    private WebSocket socket;

    Reader(int port) {
      this.port = port;
    }

    @Override
    public Future<?> start() {
      client = vertx.createWebSocketClient();
      return client.connect(port, "127.0.0.1", "/").onSuccess(this::read);
    }

    private void read(WebSocket opened) {
      socket = opened;
      socket.textMessageHandler(
          text -> vertx.eventBus().publish("in", new JsonObject(text).getJsonObject("data")));
    }
  }

  private static final class Decider extends VerticleBase {
    @Override
    public Future<?> start() {
      return vertx
          .eventBus()
          .<JsonObject>consumer("in", m -> vertx.eventBus().publish("out", decide(m.body())))
          .completion();
    }

    private static JsonObject decide(JsonObject trade) {
      double price = Double.parseDouble(trade.getString("p"));
      double qty = Double.parseDouble(trade.getString("q"));
      return new JsonObject().put("price", price).put("notional", price * qty).put("score", 70);
    }
  }

  private static final class Writer extends VerticleBase {
    private final int port;
    private NetClient client;
    private NetSocket socket;

    Writer(int port) {
      this.port = port;
    }

    @Override
    public Future<?> start() {
      client = vertx.createNetClient();
      return client
          .connect(port, "127.0.0.1")
          .onSuccess(opened -> socket = opened)
          .compose(
              _ -> vertx.eventBus().<JsonObject>consumer("out", m -> row(m.body())).completion());
    }

    private void row(JsonObject decision) {
      Buffer row = decision.toBuffer();
      socket.write(row.appendBytes(new byte[NioEcho.ROW_BYTES - row.length()]));
    }
  }

  Spread rounds(LatencyBench.Pace pace) throws InterruptedException {
    return sink.rounds(stream, pace);
  }

  @Override
  public void close() throws IOException {
    vertx.close().await();
    stream.close();
    sink.close();
  }
}
