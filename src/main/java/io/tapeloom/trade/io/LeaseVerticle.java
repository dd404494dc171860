package io.tapeloom.trade.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Health;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Takes the executor's lease, renews it each second of real time, and says when it is lost. */
public final class LeaseVerticle extends VerticleBase {
  private static final long BEAT_MS = 1_000;
  private final ExecutorLease lease;
  private final Bus bus;
  private boolean told;
  private boolean held;

  /** A keeper of that lease. */
  public LeaseVerticle(ExecutorLease lease, Bus bus) {
    this.lease = lease;
    this.bus = bus;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(BEAT_MS, _ -> beat());
    return beat();
  }

  private Future<Boolean> beat() {
    return lease.beat().onSuccess(this::tell).onFailure(this::lost).otherwise(false);
  }

  private void lost(Throwable cause) {
    if (lease.epoch().isEmpty()) {
      tell(false);
    }
  }

  private void tell(boolean now) {
    if (told && now == held) {
      return;
    }
    told = true;
    held = now;
    Health.Status status = now ? Health.Status.UP : Health.Status.DOWN;
    String note = now ? "" : "another process holds the lease, or the database does not answer";
    bus.publish(Channels.opsHealth(), new Health("trade.lease." + lease.role(), status, note));
  }

  @Override
  public Future<?> stop() {
    return lease.release().otherwiseEmpty();
  }
}
