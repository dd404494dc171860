package io.tapeloom;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One event loop for the stations of one instrument, because a hop from loop to loop takes longer
 * than what they do to a trade. They still speak over the bus. Vert.x deals its loops out in turn
 * and lets nobody choose: a station that lands on another loop is dealt again.
 */
final class SharedLoop {
  private static final int MOST_TRIES = 1_000;

  private final Vertx vertx;
  private final AtomicReference<Thread> loop = new AtomicReference<>();

  /** The loop on which the first station will land. */
  SharedLoop(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Deploys a station here; on any loop where chance is that much against it. */
  Future<String> deploy(Deployable station) {
    return deploy(station, MOST_TRIES);
  }

  private Future<String> deploy(Deployable station, int tries) {
    return vertx
        .deployVerticle(tries > 1 ? new Seat(station) : station)
        .recover(
            fault ->
                fault instanceof Elsewhere
                    ? deploy(station, tries - 1)
                    : Future.failedFuture(fault));
  }

  private boolean here() {
    Thread current = Thread.currentThread();
    return loop.compareAndSet(null, current) || loop.get() == current;
  }

  private static final class Elsewhere extends Exception {
    private static final long serialVersionUID = 1L;

    Elsewhere() {
      super("another event loop", null, false, false);
    }
  }

  private final class Seat implements Deployable {
    private final Deployable station;

    Seat(Deployable station) {
      this.station = station;
    }

    @Override
    public Future<?> deploy(Context its) throws Exception {
      return here() ? station.deploy(its) : Future.failedFuture(new Elsewhere());
    }

    @Override
    public Future<?> undeploy(Context its) throws Exception {
      return station.undeploy(its);
    }
  }
}
