package io.tapeloom.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/** The yardstick of the exchange's REST: a server that answers every call alike. */
final class PlainAnswers implements AutoCloseable {
  private static final String ANSWER = "[{\"p\":\"100000.0\",\"orderId\":1}]";

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server =
      vertx
          .createHttpServer()
          .requestHandler(request -> request.response().end(ANSWER))
          .listen(0, "127.0.0.1")
          .await();

  int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
