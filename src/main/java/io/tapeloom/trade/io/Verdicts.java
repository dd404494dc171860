package io.tapeloom.trade.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.ledger.CycleChanged;
import io.tapeloom.ledger.CycleState;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.risk.Exposure;
import io.tapeloom.risk.Verdict;
import io.tapeloom.trade.Intent;
import io.tapeloom.trade.PaperDesk;
import io.tapeloom.trade.PaperOrders;
import io.vertx.core.Future;
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

  /** Decides every signal whose position is known; the others wait for the walk. */
  Future<Void> give() {
    return store.undecided().compose(this::giveAll);
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
    Fence fence = Fence.of(lease);
    return switch (verdict) {
      case Verdict.Refused refused -> store.refuse(signal.id(), refused.reason(), fence);
      case Verdict.Approved _ ->
          store
              .approve(
                  signal,
                  desk.plan(signal.intent(), spec).orElseThrow(),
                  desk.settings().latencyMs(),
                  fence)
              .onSuccess(_ -> bus.publish(Channels.ledgerEvent(), planned(signal)));
    };
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
