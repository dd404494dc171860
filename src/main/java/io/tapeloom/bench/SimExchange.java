package io.tapeloom.bench;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.tapeloom.sim.io.SimEndpoints;
import io.tapeloom.sim.io.SimSettings;
import io.tapeloom.sim.io.SimVerticle;
import io.vertx.core.Vertx;

/** The simulated exchange as {@code tapeloom sim} runs it, without limits on requests. */
final class SimExchange implements AutoCloseable {
  private static final long SEED = 42;

  private final Vertx vertx = Vertx.vertx();
  private final SimVerticle sim;
  private final long startMs = System.currentTimeMillis();

  /** A generated market that begins now and runs at that speed. */
  SimExchange(double speed) {
    MarketClock clock = MarketClock.startingAt(startMs, speed);
    sim = new SimVerticle(SimSettings.onPort(0).unlimited(), clock, SimMarket.ofSeed(SEED));
    vertx.deployVerticle(sim).await();
  }

  int port() {
    return sim.port();
  }

  SimEndpoints endpoints() {
    return sim.endpoints();
  }

  /** Market time at which it began. */
  long startMs() {
    return startMs;
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
