package io.tapeloom.risk.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.net.Outage;
import io.tapeloom.risk.Awakening;
import io.tapeloom.risk.RiskGuard;
import io.tapeloom.risk.RiskState;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beats each second and judges every fifth beat, in real time, so that its silence means that it is
 * dead. On paper it closes nothing: paper results are a function of tape and decisions alone.
 */
public final class RiskGuardVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(RiskGuardVerticle.class);
  private static final long BEAT_MS = 1_000;
  private static final int EVALUATE_EACH = 5;
  private static final long GRACE_MS = 30_000;
  private static final long DAY_MS = 86_400_000;
  private final RiskStore store;
  private final RiskGuard guard;
  private final Bus bus;
  private final InstantSource clock;
  private final Awakening awakening;
  private final Outage outage = new Outage(LOG, "risk guard did not beat");
  private RiskState found = new RiskState(RiskState.Status.NORMAL, "not evaluated yet", 0);
  private int beats;

  /** A guard with those limits; the clock is the market's. */
  public RiskGuardVerticle(RiskStore store, RiskGuard guard, Bus bus, InstantSource clock) {
    this(store, guard, bus, clock, GRACE_MS);
  }

  /** The same with another real time, ms, until a tape that was not heard yet counts as silent. */
  public RiskGuardVerticle(
      RiskStore store, RiskGuard guard, Bus bus, InstantSource clock, long graceMs) {
    this.store = store;
    this.guard = guard;
    this.bus = bus;
    this.clock = clock;
    this.awakening = new Awakening(guard.staleMs(), graceMs);
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(BEAT_MS, _ -> beat());
    beat();
    return Future.succeededFuture();
  }

  /** A beat without an answer from the database is no beat. */
  private void beat() {
    Future<RiskState> judged =
        beats++ % EVALUATE_EACH == 0 ? evaluate() : Future.succeededFuture(found);
    judged
        .compose(state -> store.beat(state, clock.millis()).map(state))
        .onSuccess(this::tell)
        .onFailure(outage::failed);
  }

  private Future<RiskState> evaluate() {
    long nowMs = clock.millis();
    Future<SortedMap<String, Fixed>> today =
        store.resultsSince(Math.floorDiv(nowMs, DAY_MS) * DAY_MS);
    long awakeMs = beats * BEAT_MS;
    return today.compose(
        results ->
            store
                .newestTrades()
                .map(newest -> awakening.judged(newest, nowMs, awakeMs))
                .map(newest -> guard.evaluate(results, newest, nowMs)));
  }

  private void tell(RiskState state) {
    outage.worked();
    if (state.status() != found.status()) {
      String why = state.reason().isEmpty() ? "" : ": " + state.reason();
      LOG.info("risk is {}{}", state.status(), why);
    }
    found = state;
    bus.publish(Channels.riskState(), state);
  }
}
