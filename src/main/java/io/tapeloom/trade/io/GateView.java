package io.tapeloom.trade.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Health;
import io.tapeloom.risk.RiskState;
import io.tapeloom.risk.TradingGate;
import java.util.Set;

/** Shows what the trading gate misses; on paper only the lease and a halt hold anything. */
final class GateView {
  private static final long GOOD_MS = 5_000;
  private static final long LOOKED_MS = 12_000;
  private final ExecutorLease lease;
  private final Bus bus;
  private final TradingGate gate = new TradingGate();
  private Set<TradingGate.Fact> shown = Set.of();

  GateView(ExecutorLease lease, Bus bus) {
    this.lease = lease;
    this.bus = bus;
  }

  /** The guard's beat is good for 5 s of real time; a broken circuit takes it back at once. */
  void on(RiskState state) {
    switch (state.status()) {
      case NORMAL, WARNING -> gate.confirm(TradingGate.Fact.RISK_GUARD, realMs() + GOOD_MS);
      case CIRCUIT_BREAK -> gate.deny(TradingGate.Fact.RISK_GUARD);
    }
  }

  /** A look at the halt's row is good for 12 s: two looks may be lost. */
  void on(boolean halted) {
    if (halted) {
      gate.deny(TradingGate.Fact.NO_HALT);
    } else {
      gate.confirm(TradingGate.Fact.NO_HALT, realMs() + LOOKED_MS);
    }
  }

  private static long realMs() {
    return System.nanoTime() / 1_000_000;
  }

  /** Publishes a change; call it each second. */
  void show() {
    long nowMs = realMs();
    lease.epoch().ifPresent(_ -> gate.confirm(TradingGate.Fact.LEASE, nowMs + 2_000));
    Set<TradingGate.Fact> missing = gate.missing(nowMs);
    if (!missing.equals(shown)) {
      shown = missing;
      Health.Status status = missing.isEmpty() ? Health.Status.UP : Health.Status.DEGRADED;
      String note = missing.isEmpty() ? "" : "not confirmed: " + missing;
      bus.publish(Channels.opsHealth(), new Health("trade.gate", status, note));
    }
  }
}
