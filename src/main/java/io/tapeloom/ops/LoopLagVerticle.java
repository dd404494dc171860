package io.tapeloom.ops;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Sits on one event loop and notes how late its timer comes. */
public final class LoopLagVerticle extends VerticleBase {
  private static final long EACH_MS = 100;
  private final LoopLag lag;
  private long expectedNanos;

  /** Notes into that. */
  public LoopLagVerticle(LoopLag lag) {
    this.lag = lag;
  }

  @Override
  public Future<?> start() {
    expectLater();
    vertx.setPeriodic(EACH_MS, _ -> onTimer());
    return Future.succeededFuture();
  }

  private void onTimer() {
    lag.add(System.nanoTime() - expectedNanos);
    expectLater();
  }

  private void expectLater() {
    expectedNanos = System.nanoTime() + EACH_MS * 1_000_000;
  }
}
