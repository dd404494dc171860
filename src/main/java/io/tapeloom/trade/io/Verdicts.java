package io.tapeloom.trade.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.ledger.CycleChanged;
import io.tapeloom.ledger.CycleState;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.risk.Exposure;
import io.tapeloom.risk.RefusalReason;
import io.tapeloom.risk.Verdict;
import io.tapeloom.trade.Intent;
import io.tapeloom.trade.PaperDesk;
import io.tapeloom.trade.PaperOrders;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives verdicts one after the other, each on rows read after the one before was written, so that
 * no two of them share a limit.
 */
public final class Verdicts {
  private final CoordinatorStore store;
  private final PaperDesk desk;
  private final Map<Instrument, InstrumentSpec> specs;
  private final ExecutorLease lease;
  private final Bus bus;

  /** Verdicts on paper entries of those instruments. */
  public Verdicts(
      CoordinatorStore store,
      PaperDesk desk,
      Map<Instrument, InstrumentSpec> specs,
      ExecutorLease lease,
      Bus bus) {
    this.store = store;
    this.desk = desk;
    this.specs = Map.copyOf(specs);
    this.lease = lease;
    this.bus = bus;
  }

  /**
   * Decides every signal whose position is known; the others wait for the walk. While trading is
   * halted all are refused, so that none of them is entered once it goes on.
   */
  Future<Void> give() {
    return store
        .halted()
        .compose(halted -> store.undecided().compose(s -> halted ? refuseAll(s) : giveAll(s)));
  }

  /** Whether entries are forbidden now; fails where that cannot be known. */
  Future<Boolean> halted() {
    return store.halted();
  }

  private Future<Void> refuseAll(List<CoordinatorStore.Undecided> signals) {
    Future<Void> chain = Future.succeededFuture();
    for (CoordinatorStore.Undecided signal : signals) {
      chain = chain.compose(_ -> refuse(signal, RefusalReason.HALTED));
    }
    return chain;
  }

  private Future<Void> refuse(CoordinatorStore.Undecided signal, RefusalReason reason) {
    return store.refuse(signal.id(), reason, Fence.of(lease));
  }

  private Future<Void> giveAll(List<CoordinatorStore.Undecided> signals) {
    Set<String> waiting = new TreeSet<>();
    Future<Void> chain = Future.succeededFuture();
    for (CoordinatorStore.Undecided signal : signals) {
      chain = chain.compose(_ -> store.open()).compose(open -> decide(signal, open, waiting));
    }
    return chain;
  }

  /** A signal whose strategy's position there is not known yet waits, and so do later ones. */
  private Future<Void> decide(
      CoordinatorStore.Undecided signal, Map<String, Exposure> open, Set<String> waiting) {
    Intent intent = signal.intent();
    String place = intent.strategy() + " " + signal.instrument();
    Exposure exposure = open.getOrDefault(intent.strategy(), Exposure.NONE);
    long dueMs = intent.t() + desk.settings().latencyMs();
    if (waiting.contains(place) || !exposure.knownAt(signal.instrument(), dueMs)) {
      waiting.add(place);
      return Future.succeededFuture();
    }
    InstrumentSpec spec = specs.get(signal.instrument());
    return carryOut(signal, spec, desk.decide(intent, spec, exposure));
  }

  private Future<Void> carryOut(
      CoordinatorStore.Undecided signal, InstrumentSpec spec, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Refused refused -> refuse(signal, refused.reason());
      case Verdict.Approved _ -> approve(signal, desk.plan(signal.intent(), spec).orElseThrow());
    };
  }

  /** Trading may have been halted since it was asked for; then the database says no. */
  private Future<Void> approve(CoordinatorStore.Undecided signal, PaperDesk.Plan plan) {
    return store
        .approve(signal, plan, desk.settings().latencyMs(), Fence.of(lease))
        .onSuccess(_ -> bus.publish(Channels.ledgerEvent(), planned(signal)))
        .recover(
            cause ->
                cause instanceof PgException refused
                        && CoordinatorStore.HALT_CODE.equals(refused.getSqlState())
                    ? refuse(signal, RefusalReason.HALTED)
                    : Future.failedFuture(cause));
  }

  private static CycleChanged planned(CoordinatorStore.Undecided signal) {
    Intent intent = signal.intent();
    return new CycleChanged(
        signal.instrument(),
        PaperOrders.ofSignal(signal.id()).cycleId(),
        PaperOrders.account(intent.strategy()),
        CycleState.PLANNED.name(),
        intent.t());
  }
}
