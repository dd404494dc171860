package io.tapeloom.binance.account;

import io.tapeloom.net.Outbound;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.EnumMap;
import java.util.Map;

/**
 * HTTP connections in lanes: market data, account and orders each have eight, so that slow answers
 * in one never hold another up. It knows of each request whether it can have left this machine.
 */
final class Lanes {
  /** What came back. */
  record Answer(int status, Map<String, String> headers, byte[] body) {}

  /** Nothing came back, and whether anything went out. */
  static final class Silence extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean sent;

    Silence(boolean sent, String words) {
      super(words, null, false, false);
      this.sent = sent;
    }

    boolean sent() {
      return sent;
    }
  }

  private static final int EACH = 8;
  private static final int WAITING = 32;
  private static final int MAX_BYTES = 32 << 20;

  private final Vertx vertx;
  private final Map<Cost.Lane, HttpClientAgent> clients = new EnumMap<>(Cost.Lane.class);

  Lanes(Vertx vertx) {
    this.vertx = vertx;
    for (Cost.Lane lane : Cost.Lane.values()) {
      HttpClientOptions options =
          new HttpClientOptions()
              .setConnectTimeout(5_000)
              .setDecompressionSupported(true)
              .setKeepAliveTimeout(20);
      PoolOptions pool = new PoolOptions().setHttp1MaxSize(EACH).setMaxWaitQueueSize(WAITING);
      clients.put(lane, vertx.createHttpClient(options, pool));
    }
  }

  /** A request without body, the way it goes and how long it may take. */
  record Letter(HttpMethod method, String url, String key, Outbound.Way way, long timeoutMs) {
    RequestOptions options() {
      RequestOptions options =
          new RequestOptions()
              .setMethod(method)
              .setAbsoluteURI(url)
              .putHeader("X-MBX-APIKEY", key)
              .setConnectTimeout(5_000);
      return way.lead(options);
    }

    /** The address alone: the rest may be an account's business. */
    @Override
    public String toString() {
      return method + " " + url.replaceAll("\\?.*", "");
    }
  }

  /** Sends a request; a failure is a {@link Silence}. */
  Future<Answer> send(Cost.Lane lane, Letter letter) {
    long timeoutMs = letter.timeoutMs();
    Promise<Answer> result = Promise.promise();
    Sending sending = new Sending(result, timeoutMs);
    sending.timer = vertx.setTimer(timeoutMs, _ -> sending.late());
    clients
        .get(lane)
        .request(letter.options())
        .onSuccess(sending::connected)
        .onFailure(fault -> sending.failed(fault));
    return result
        .future()
        .onComplete(_ -> vertx.cancelTimer(sending.timer))
        .onSuccess(_ -> letter.way().worked())
        .onFailure(fault -> letter.way().failed(fault.getMessage()));
  }

  /**
   * One request on its way. Connection and deadline may come on different threads, and only one of
   * them may decide whether anything left this machine.
   */
  private static final class Sending {
    private final Promise<Answer> result;
    private final long timeoutMs;
    private long timer;
    private HttpClientRequest request;

    Sending(Promise<Answer> result, long timeoutMs) {
      this.result = result;
      this.timeoutMs = timeoutMs;
    }

    /** There is a connection; from here on bytes may leave. */
    synchronized void connected(HttpClientRequest made) {
      if (result.future().isComplete()) {
        made.reset();
        return;
      }
      request = made;
      made.putHeader("Content-Length", "0")
          .send()
          .onSuccess(this::answered)
          .onFailure(this::failed);
    }

    void answered(HttpClientResponse response) {
      Buffer body = Buffer.buffer();
      response.handler(
          part -> {
            if (body.length() + part.length() > MAX_BYTES) {
              failed(new IllegalStateException("expected a shorter answer"));
              request.reset();
            } else {
              body.appendBuffer(part);
            }
          });
      response.exceptionHandler(this::failed);
      response.endHandler(_ -> result.tryComplete(answer(response, body)));
    }

    private static Answer answer(HttpClientResponse response, Buffer body) {
      Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      response.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
      return new Answer(response.statusCode(), headers, body.getBytes());
    }

    synchronized void failed(Throwable fault) {
      String said = String.valueOf(fault.getMessage());
      result.tryFail(new Silence(request != null, said.lines().findFirst().orElse("no reason")));
    }

    synchronized void late() {
      boolean sent = request != null;
      result.tryFail(new Silence(sent, "no answer within " + timeoutMs + " ms"));
      if (sent) {
        request.reset();
      }
    }
  }

  Future<Void> close() {
    return Future.all(clients.values().stream().map(HttpClientAgent::close).toList()).mapEmpty();
  }
}
