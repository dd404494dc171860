package io.tapeloom.ledger.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.ledger.CycleChanged;
import io.tapeloom.ledger.CycleState;
import io.tapeloom.ledger.LedgerEvent;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the equity of each account: one row per closed cycle, never changed. An event only says
 * look; it looks at the start and each 5 s as well, so a lost event delays a row and loses none.
 */
public final class LedgerVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerVerticle.class);
  private static final long FLOOR_MS = 5_000;
  private final LedgerStore store;
  private final Bus bus;
  private boolean looking;
  private boolean again;

  /** A keeper over that store. */
  public LedgerVerticle(LedgerStore store, Bus bus) {
    this.store = store;
    this.bus = bus;
  }

  @Override
  public Future<?> start() {
    bus.consume(Channels.ledgerEvent(), this::on);
    vertx.setPeriodic(FLOOR_MS, _ -> look());
    look();
    return Future.succeededFuture();
  }

  private void on(LedgerEvent event) {
    switch (event) {
      case CycleChanged changed when changed.state().equals(CycleState.CLOSED.name()) -> look();
      case CycleChanged _ -> {}
    }
  }

  private void look() {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    again = false;
    store.append().onFailure(this::failed).onComplete(_ -> looked());
  }

  private void failed(Throwable cause) {
    LOG.warn("equity not booked, trying again within 5 s: {}", cause.toString());
  }

  private void looked() {
    looking = false;
    if (again) {
      look();
    }
  }
}
