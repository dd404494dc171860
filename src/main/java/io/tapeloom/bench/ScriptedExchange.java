package io.tapeloom.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;

/** As much of the exchange as one collector asks for: REST pages of a tape, and its stream. */
final class ScriptedExchange implements AutoCloseable {
  private static final String INFO =
      """
      {"symbols":[{"symbol":"BTCUSDT","contractType":"PERPETUAL","filters":[
       {"filterType":"PRICE_FILTER","tickSize":"0.1"},
       {"filterType":"LOT_SIZE","stepSize":"0.001"}]}]}""";
  private final ScriptedTape tape;
  private final RawStream stream = new RawStream();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer rest;

  ScriptedExchange(ScriptedTape tape) throws IOException {
    this.tape = tape;
    this.rest =
        vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1").await();
  }

  RawStream stream() {
    return stream;
  }

  int restPort() {
    return rest.actualPort();
  }

  private void answer(HttpServerRequest request) {
    String body =
        switch (request.path()) {
          case "/fapi/v1/time" -> "{\"serverTime\":" + tape.nowMs() + "}";
          case "/fapi/v1/exchangeInfo" -> INFO;
          case "/fapi/v1/aggTrades" -> page(request);
          default -> "[]";
        };
    request.response().end(body);
  }

  private String page(HttpServerRequest request) {
    long newestId = tape.newestId();
    int limit = (int) number(request, "limit", 500);
    long fromId = number(request, "fromId", -1);
    long fromMs = number(request, "startTime", -1);
    if (fromId < 0) {
      fromId = fromMs < 0 ? Math.max(0, newestId + 1 - limit) : tape.idAt(fromMs);
    }
    StringBuilder body = new StringBuilder("[");
    for (long id = fromId; id <= newestId && id < fromId + limit; id++) {
      body.append(id == fromId ? "{" : ",{");
      ScriptedTape.row(body, tape.at(id));
      body.append('}');
    }
    return body.append(']').toString();
  }

  private static long number(HttpServerRequest request, String name, long otherwise) {
    String text = request.getParam(name);
    return text == null ? otherwise : Long.parseLong(text);
  }

  @Override
  public void close() throws IOException {
    stream.close();
    vertx.close().await();
  }
}
