package io.tapeloom.binance;

import io.tapeloom.kernel.Market;
import io.tapeloom.net.Outbound;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
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
  private final Allowance allowance;
  private final WebClient client;

  RestCalls(Vertx vertx, ExchangeSettings settings, InstantSource clock, Allowance allowance) {
    this.vertx = vertx;
    this.settings = settings;
    this.clock = clock;
    this.allowance = allowance;
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
    return allowed(path, weight)
        .compose(_ -> throughBreaker(path, query))
        .map(reader)
        .recover(fault -> Future.failedFuture(named(path, fault)));
  }

  private Future<Void> allowed(String path, int weight) {
    long waitMs = budget(path).take(weight, 0, false, clock.millis());
    if (waitMs == 0) {
      return Future.succeededFuture();
    }
    Promise<Void> later = Promise.promise();
    vertx.setTimer(waitMs, _ -> allowed(path, weight).onComplete(later));
    return later.future();
  }

  private RateBudget budget(String path) {
    return allowance.budget(market(path));
  }

  private static Market market(String path) {
    return path.startsWith("/api/") ? Market.SPOT : Market.USDM;
  }

  private Future<Buffer> throughBreaker(String path, String query) {
    CircuitBreaker breaker = allowance.breakers().of(url(path));
    if (!breaker.allows(steadyMs(), false)) {
      return Future.failedFuture(new RestFailure(url(path), 0, 0, breaker.lastWords()));
    }
    return send(path, query)
        .onSuccess(_ -> breaker.worked())
        .onFailure(fault -> heard(breaker, fault));
  }

  private static void heard(CircuitBreaker breaker, Throwable fault) {
    boolean answered =
        fault instanceof RestFailure failure && failure.status() > 0 && failure.status() < 500;
    if (answered) {
      breaker.worked();
    } else {
      breaker.failed(steadyMs(), why(fault));
    }
  }

  private static long steadyMs() {
    return System.nanoTime() / 1_000_000;
  }

  private Future<Buffer> send(String path, String query) {
    Outbound.Way way = settings.outbound().to(url(path));
    RequestOptions address = new RequestOptions().setAbsoluteURI(url(path) + query);
    return client
        .request(HttpMethod.GET, way.lead(address))
        .timeout(settings.requestTimeoutMs())
        .as(new BoundedBody(MAX_BYTES))
        .send()
        .onSuccess(_ -> way.worked())
        .onFailure(fault -> way.failed(why(fault)))
        .recover(fault -> Future.failedFuture(unanswered(path, fault)))
        .compose(response -> answered(path, response));
  }

  private String url(String path) {
    return settings.urls().rest(market(path)) + path;
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
      int counted = Integer.parseInt(used);
      budget(path).counted(RateBudget.Kind.WEIGHT, 60_000, counted, clock.millis());
    }
    Buffer body = response.body() == null ? Buffer.buffer() : response.body();
    if (response.statusCode() == 200) {
      return body.length() == 0
          ? Future.failedFuture(new RestFailure(url(path), 200, 0, "empty answer"))
          : Future.succeededFuture(body);
    }
    RestFailure failure = refusal(path, response.statusCode(), body);
    if (failure.throttled()) {
      long untilMs = clock.millis() + retryAfterMs(response);
      if (failure.status() == 418) {
        budget(path).ban(untilMs);
      } else {
        budget(path).stop(RateBudget.Kind.WEIGHT, untilMs);
      }
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
