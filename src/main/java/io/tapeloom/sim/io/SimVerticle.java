package io.tapeloom.sim.io;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.TradeSource;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.function.Function;

/**
 * The simulated exchange on one port of 127.0.0.1: REST, streams and the tools' hooks. With the
 * same source and clock a restarted exchange is the same market.
 */
public final class SimVerticle extends VerticleBase {
  private static final long TURN_MS = 5;
  private static final long TEND_MS = 250;
  private static final int CLOSING_SECONDS = 1;
  private static final int LONGEST_URI = 65_536;

  private final SimSettings settings;
  private final TradeSource source;
  private final SimTime time;
  private final StreamHub hub;
  private final Function<Floor, Parts> partsOf;
  private Exchange exchange;
  private volatile int port;

  /** An exchange with the source's market at the clock's time. */
  public SimVerticle(SimSettings settings, MarketClock clock, TradeSource source) {
    this(settings, clock, source, Parts::of);
  }

  /** The same with other parts. */
  SimVerticle(
      SimSettings settings, MarketClock clock, TradeSource source, Function<Floor, Parts> partsOf) {
    this.settings = settings;
    this.source = source;
    this.time = new SimTime(clock, source);
    this.hub = new StreamHub(settings.connectionLifeMs(), settings.maxPendingBytes());
    this.partsOf = partsOf;
  }

  /** The bound port, 0 before the verticle is deployed. */
  public int port() {
    return port;
  }

  /** Where it answers and who may trade on it, once the verticle is deployed. */
  public SimEndpoints endpoints() {
    return SimEndpoints.onPort(port, exchange.demo());
  }

  @Override
  public Future<?> stop() {
    hub.shutdown(0, time.nowMs());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> start() {
    return vertx.executeBlocking(this::walkToNow).compose(this::listen);
  }

  private Long walkToNow() {
    long now = time.nowMs();
    source.tapes().forEach(tape -> tape.newestId(now));
    return now;
  }

  private Future<?> listen(Long nowMs) {
    exchange = new Exchange(new Floor(vertx, settings, source, time), hub, partsOf);
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(settings.port())
            .setTcpNoDelay(true)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setMaxInitialLineLength(LONGEST_URI)
            .setWebSocketClosingTimeout(CLOSING_SECONDS);
    HttpServer server = vertx.createHttpServer(options).requestHandler(handler());
    return server.listen().onSuccess(bound -> open(bound, nowMs));
  }

  private void open(HttpServer server, long nowMs) {
    port = server.actualPort();
    exchange.market().stream(hub, nowMs);
    vertx.setPeriodic(TURN_MS, id -> turn());
    vertx.setPeriodic(TEND_MS, id -> tend());
  }

  private void tend() {
    hub.tend(System.currentTimeMillis());
    exchange.tend();
  }

  private void turn() {
    long now = time.nowMs();
    exchange.advance(now);
    exchange.market().turn(now);
    hub.flush();
  }

  private Handler<HttpServerRequest> handler() {
    StreamRoutes streams = new StreamRoutes(hub, settings.maxPendingBytes());
    Router router = ToolRoutes.router(vertx, source, time, hub, exchange);
    return request -> {
      if (!streams.take(request) && !exchange.take(request)) {
        router.handle(request);
      }
    };
  }
}
