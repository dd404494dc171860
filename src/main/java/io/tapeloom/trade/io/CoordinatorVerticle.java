package io.tapeloom.trade.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.pg.ListenBridge;
import io.tapeloom.pg.Watch;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every signal its verdict. A notification only says look; it looks at the start, after each
 * notification and reconnection, and each 5 s, so that none is needed. It needs the lease, and
 * reads before each look whether trading is halted; what the risk guard says is shown and, on
 * paper, never asked for.
 */
public final class CoordinatorVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorVerticle.class);
  private static final long GATE_MS = 1_000;
  private static final long RETRY_MS = 200;
  private final Verdicts verdicts;
  private final ExecutorLease lease;
  private final ListenBridge rows;
  private final Bus bus;
  private final GateView gate;
  private final List<Watch> watches = new ArrayList<>();
  private boolean waiting;
  private boolean looking;
  private boolean again;
  private boolean failed;

  /** A coordinator that gives those verdicts while it has the lease. */
  public CoordinatorVerticle(Verdicts verdicts, ExecutorLease lease, ListenBridge rows, Bus bus) {
    this.rows = rows;
    this.verdicts = verdicts;
    this.lease = lease;
    this.bus = bus;
    this.gate = new GateView(lease, bus);
  }

  @Override
  public Future<?> start() {
    watches.add(rows.watch("risk_halt", this::showHalt));
    watches.add(rows.watch("signal_new", this::look));
    bus.consume(Channels.riskState(), gate::on);
    vertx.setPeriodic(GATE_MS, _ -> gate.show());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    waiting = true;
    watches.forEach(Watch::close);
    return Future.succeededFuture();
  }

  private void showHalt() {
    verdicts.halted().onSuccess(gate::on);
  }

  private void look() {
    if (waiting) {
      return;
    }
    if (looking) {
      again = true;
      return;
    }
    if (lease.epoch().isEmpty()) {
      retryLater();
      return;
    }
    looking = true;
    again = false;
    verdicts.give().onSuccess(_ -> looked()).onFailure(this::failed);
  }

  private void looked() {
    looking = false;
    failed = false;
    if (again) {
      look();
    }
  }

  private void failed(Throwable cause) {
    looking = false;
    if (!failed) {
      LOG.warn("signals not decided, trying again: {}", cause.toString());
    }
    failed = true;
    retryLater();
  }

  private void retryLater() {
    waiting = true;
    vertx.setTimer(
        RETRY_MS,
        _ -> {
          waiting = false;
          look();
        });
  }
}
