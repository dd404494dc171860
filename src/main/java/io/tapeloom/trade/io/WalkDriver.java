package io.tapeloom.trade.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.ledger.CycleChanged;
import io.tapeloom.market.AggTrade;
import io.tapeloom.trade.PaperEvent;
import io.tapeloom.trade.PaperWalk;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out a walk: asks the rows what is decided, writes what each trade did before the next is
 * walked, and tells it once it is committed. What cannot be done now is tried again.
 */
final class WalkDriver {
  private static final Logger LOG = LoggerFactory.getLogger(WalkDriver.class);
  private static final long RETRY_MS = 250;
  private static final long DRAIN_MS = 2_000;
  private static final int SAY_EACH = 40;
  private final Vertx vertx;
  private final PaperStore store;
  private final PaperJournal journal;
  private final ExecutorLease lease;
  private final Bus bus;
  private final Set<String> strategies;
  private final Runnable drained;
  private final PaperWalk walk;
  private boolean busy;
  private boolean ask = true;
  private Optional<Promise<Void>> closed = Optional.empty();
  private int failures;

  /**
   * A driver of that walk.
   *
   * @param drained called when every trade that came was walked
   */
  WalkDriver(Vertx vertx, PaperDoor door, PaperWalk walk, Runnable drained) {
    this.vertx = vertx;
    this.store = door.store();
    this.journal = door.journal();
    this.lease = door.lease();
    this.bus = door.bus();
    this.strategies = door.strategies();
    this.walk = walk;
    this.drained = drained;
  }

  PaperWalk walk() {
    return walk;
  }

  void hold(AggTrade trade) {
    walk.hold(trade);
    advance();
  }

  /** Something may be known that was not. */
  void askAgain() {
    ask = true;
    advance();
  }

  /** True while rows are read or written. */
  boolean busy() {
    return busy;
  }

  /** Begins nothing more; completes when what is being written is, after 2 s at most. */
  Future<Void> close() {
    Promise<Void> written = Promise.promise();
    closed = Optional.of(written);
    if (busy) {
      vertx.setTimer(DRAIN_MS, _ -> written.tryComplete());
    } else {
      written.complete();
    }
    return written.future();
  }

  private void advance() {
    if (busy || closed.isPresent()) {
      return;
    }
    while (walk.clear()) {
      List<PaperEvent> events = walk.walk();
      if (!events.isEmpty()) {
        write(events);
        return;
      }
    }
    if (walk.waiting() == 0) {
      drained.run();
    } else if (ask) {
      learn();
    }
  }

  private void learn() {
    ask = false;
    busy = true;
    store
        .decided(strategies)
        .compose(t -> store.signals(walk.decidedT(), t).compose(all -> learned(t, all)))
        .onComplete(done -> done(done, this::askAgain));
  }

  /** Takes verdicts in order of time, up to the first signal that has none. */
  private Future<Void> learned(long decidedT, List<PaperStore.Known> signals) {
    List<PaperEvent> events = new ArrayList<>(0);
    for (PaperStore.Known signal : signals) {
      if (signal.standing() == PaperStore.Standing.WAITING) {
        walk.decidedThrough(signal.intent().t() - 15_000);
        return written(events).compose(_ -> waitFor(signal));
      }
      if (signal.standing() == PaperStore.Standing.LIVE) {
        events.addAll(walk.approved(signal.id(), signal.intent()));
      }
    }
    walk.decidedThrough(decidedT);
    return written(events);
  }

  private Future<Void> waitFor(PaperStore.Known signal) {
    return walk.clear() || walk.waiting() == 0 || lease.epoch().isEmpty()
        ? Future.succeededFuture()
        : store.walked(signal, walk.nextMs(), Fence.of(lease));
  }

  private void write(List<PaperEvent> events) {
    busy = true;
    written(events).onComplete(done -> done(done, () -> write(events)));
  }

  private Future<Void> written(List<PaperEvent> events) {
    if (events.isEmpty()) {
      return Future.succeededFuture();
    }
    return Future.succeededFuture()
        .compose(_ -> journal.write(events, e -> walk.orders(e.cycle()), Fence.of(lease)))
        .onSuccess(changes -> tell(events, changes))
        .<Void>mapEmpty()
        .recover(cause -> setAside(events, cause));
  }

  /** One cycle that contradicts its rows must not stop the others. */
  private Future<Void> setAside(List<PaperEvent> events, Throwable cause) {
    if (!(cause instanceof Contradiction found)) {
      return Future.failedFuture(cause);
    }
    LOG.error("{} {}: set aside: {}", store.instrument(), found.cycle(), found.getMessage());
    List<PaperEvent> rest = events.stream().filter(e -> !e.cycle().equals(found.cycle())).toList();
    return journal
        .quarantine(found, walk.orders(found.cycle()), walk.effectiveMs(), Fence.of(lease))
        .onSuccess(
            change -> {
              walk.forget(found.cycle());
              bus.publish(Channels.ledgerEvent(), change);
            })
        .compose(_ -> written(rest));
  }

  private void tell(List<PaperEvent> events, List<CycleChanged> changes) {
    for (PaperEvent event : events) {
      if (event instanceof PaperEvent.Closed || event instanceof PaperEvent.NotOpened) {
        walk.forget(event.cycle());
      }
    }
    changes.forEach(change -> bus.publish(Channels.ledgerEvent(), change));
  }

  private void done(AsyncResult<Void> done, Runnable again) {
    if (closed.isPresent()) {
      closed.get().tryComplete();
      return;
    }
    if (done.succeeded()) {
      failures = 0;
      busy = false;
      advance();
      return;
    }
    if (failures++ % SAY_EACH == 0) {
      LOG.warn("{}: paper walk waits: {}", store.instrument(), done.cause().toString());
    }
    vertx.setTimer(RETRY_MS, _ -> retry(again));
  }

  private void retry(Runnable again) {
    busy = false;
    if (closed.isPresent()) {
      closed.get().tryComplete();
    } else {
      again.run();
    }
  }
}
