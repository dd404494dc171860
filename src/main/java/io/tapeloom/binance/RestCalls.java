package io.tapeloom.binance;

import io.tapeloom.kernel.Market;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.InstantSource;
import java.util.function.Function;

/** Sends GET requests within the weight budget and turns everything but a 200 into a failure. */
final class RestCalls {
  private static final long DEFAULT_BAN_MS = 60_000;

  /** All symbols of the spot market at once, the longest answer there is, and half as much. */
  private static final int MAX_BYTES = 32 << 20;

  private final Vertx vertx;
  private final ExchangeSettings settings;
  private final InstantSource clock;
  private final WeightBudget budget;
  private final WebClient client;

  RestCalls(Vertx vertx, ExchangeSettings settings, InstantSource clock) {
    this.vertx = vertx;
    this.settings = settings;
    this.clock = clock;
    this.budget = new WeightBudget(settings.weightPerMinute());
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setConnectTimeout(5_000)
                .setDecompressionSupported(true)
                .setUserAgentEnabled(false),
            new PoolOptions().setHttp1MaxSize(8));
  }

  /** The body of a 200, read; waits while the budget is spent or a ban lasts. */
  <T> Future<T> get(String path, String query, int weight, Function<Buffer, T> reader) {
    return allowed(weight)
        .compose(_ -> send(path, query))
        .map(reader)
        .recover(fault -> Future.failedFuture(named(path, fault)));
  }

  private Future<Void> allowed(int weight) {
    long waitMs = budget.take(weight, clock.millis());
    if (waitMs == 0) {
      return Future.succeededFuture();
    }
    Promise<Void> later = Promise.promise();
    vertx.setTimer(waitMs, _ -> allowed(weight).onComplete(later));
    return later.future();
  }

  private Future<Buffer> send(String path, String query) {
    return client
        .requestAbs(HttpMethod.GET, url(path) + query)
        .timeout(settings.requestTimeoutMs())
        .as(new BoundedBody(MAX_BYTES))
        .send()
        .recover(fault -> Future.failedFuture(unanswered(path, fault)))
        .compose(response -> answered(path, response));
  }

  private String url(String path) {
    return settings.urls().rest(path.startsWith("/api/") ? Market.SPOT : Market.USDM) + path;
  }

  private RestFailure unanswered(String path, Throwable fault) {
    return new RestFailure(url(path), 0, 0, why(fault));
  }

  private Throwable named(String path, Throwable fault) {
    return fault instanceof RestFailure
        ? fault
        : new RestFailure(url(path), 200, 0, "unreadable: " + why(fault));
  }

  /** In one line and in words: the reader of an answer is not to be told of classes. */
  private static String why(Throwable fault) {
    return switch (fault) {
      case NullPointerException _ -> "a field is missing";
      case ClassCastException _ -> "a field is of another kind";
      default ->
          String.valueOf(fault.getMessage())
              .replaceFirst("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ", "")
              .lines()
              .findFirst()
              .orElse("no reason given");
    };
  }

  private Future<Buffer> answered(String path, HttpResponse<Buffer> response) {
    String used = response.getHeader("X-MBX-USED-WEIGHT-1M");
    if (used != null && used.matches("\\d{1,9}")) {
      budget.counted(Integer.parseInt(used), clock.millis());
    }
    Buffer body = response.body() == null ? Buffer.buffer() : response.body();
    if (response.statusCode() == 200) {
      return body.length() == 0
          ? Future.failedFuture(new RestFailure(url(path), 200, 0, "empty answer"))
          : Future.succeededFuture(body);
    }
    RestFailure failure = refusal(path, response.statusCode(), body);
    if (failure.throttled()) {
      budget.forbid(clock.millis() + retryAfterMs(response));
    }
    return Future.failedFuture(failure);
  }

  private static long retryAfterMs(HttpResponse<Buffer> response) {
    String seconds = response.getHeader("Retry-After");
    boolean plain = seconds != null && seconds.matches("\\d{1,7}");
    return plain ? Long.parseLong(seconds) * 1_000 : DEFAULT_BAN_MS;
  }

  private RestFailure refusal(String path, int status, Buffer body) {
    try {
      JsonObject said = new JsonObject(body);
      return new RestFailure(
          url(path), status, said.getInteger("code", 0), said.getString("msg", ""));
    } catch (DecodeException | ClassCastException _) {
      return new RestFailure(url(path), status, 0, MarketRest.shown(body));
    }
  }

  void close() {
    client.close();
  }
}
