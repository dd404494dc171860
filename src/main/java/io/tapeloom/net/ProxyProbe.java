package io.tapeloom.net;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;

/**
 * Measures a proxy: a new connection through it to the exchange, one question to warm it up, and
 * the round trip of a second one, which is what an order would wait for. One client for all: to
 * close one while it still connects can take for ever.
 */
final class ProxyProbe {
  /** Longer than a proxy may take to connect, so that its own words for it are heard. */
  private static final long MOST_MS = Proxy.CONNECT_MS + 1_000;

  private final Vertx vertx;
  private final String url;
  private final HttpClientAgent client;

  /** Asks that address, which answers without a login. */
  ProxyProbe(Vertx vertx, String url) {
    this.vertx = vertx;
    this.url = url;
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) Proxy.CONNECT_MS)
            .setSslHandshakeTimeout(Proxy.CONNECT_MS)
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setKeepAliveTimeout(1);
    this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(1));
  }

  /** Milliseconds of the round trip; fails within six seconds of each of two questions. */
  Future<Long> measure(Proxy proxy) {
    return ask(proxy)
        .compose(_ -> timed(proxy))
        .recover(fault -> Future.failedFuture(new IllegalStateException(words(proxy, fault))));
  }

  private Future<Long> timed(Proxy proxy) {
    long began = System.nanoTime();
    return ask(proxy).map(_ -> (System.nanoTime() - began) / 1_000_000);
  }

  private Future<Void> ask(Proxy proxy) {
    RequestOptions question = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(url);
    question.setProxyOptions(proxy.options());
    Promise<Void> answered = Promise.promise();
    long timer =
        vertx.setTimer(MOST_MS, _ -> answered.tryFail("no answer within " + MOST_MS + " ms"));
    client
        .request(question)
        .compose(request -> sent(request, answered.future()))
        .compose(ProxyProbe::read)
        .onSuccess(answered::tryComplete)
        .onFailure(answered::tryFail);
    return answered.future().onComplete(_ -> vertx.cancelTimer(timer));
  }

  /** A question that comes too late for its answer to count gives its connection up. */
  private static Future<HttpClientResponse> sent(HttpClientRequest request, Future<Void> answered) {
    answered.onFailure(_ -> request.reset());
    return answered.isComplete() ? Future.failedFuture("too late") : request.send();
  }

  private static Future<Void> read(HttpClientResponse response) {
    return response.statusCode() < 500
        ? response.body().mapEmpty()
        : Future.failedFuture("the exchange answered " + response.statusCode());
  }

  private static String words(Proxy proxy, Throwable fault) {
    return proxy.covered(String.valueOf(fault.getMessage()));
  }
}
