package io.tapeloom.net;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/**
 * Measures a proxy: a new connection through it to the exchange, one question to warm it up, and
 * the round trip of a second one, which is what an order would wait for.
 */
final class ProxyProbe {
  private static final long MOST_MS = 5_000;
  private final Vertx vertx;
  private final String url;

  /** Asks that address, which answers without a login. */
  ProxyProbe(Vertx vertx, String url) {
    this.vertx = vertx;
    this.url = url;
  }

  /** Milliseconds of the round trip; fails within five seconds of each question. */
  Future<Long> measure(Proxy proxy) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) MOST_MS)
            .setKeepAlive(true)
            .setProxyOptions(proxy.options());
    HttpClientAgent client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(1));
    return ask(client)
        .compose(_ -> timed(client))
        .eventually(() -> client.close())
        .recover(fault -> Future.failedFuture(new IllegalStateException(words(proxy, fault))));
  }

  private Future<Long> timed(HttpClientAgent client) {
    long began = System.nanoTime();
    return ask(client).map(_ -> (System.nanoTime() - began) / 1_000_000);
  }

  private Future<Void> ask(HttpClientAgent client) {
    RequestOptions question =
        new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(url).setTimeout(MOST_MS);
    Promise<Void> answered = Promise.promise();
    long timer =
        vertx.setTimer(MOST_MS, _ -> answered.tryFail("no answer within " + MOST_MS + " ms"));
    client
        .request(question)
        .compose(request -> request.send())
        .compose(ProxyProbe::read)
        .onSuccess(answered::tryComplete)
        .onFailure(answered::tryFail);
    return answered.future().onComplete(_ -> vertx.cancelTimer(timer));
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
