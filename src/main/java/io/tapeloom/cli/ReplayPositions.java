package io.tapeloom.cli;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.ExitMultiples;
import io.tapeloom.signal.Positions;
import io.tapeloom.trade.CycleKey;
import io.tapeloom.trade.PaperBroker;
import io.tapeloom.trade.PaperEvent;
import io.tapeloom.trade.PaperPositions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The paper book of a replay. A file does not say the exchange's steps, so where nobody told them
 * they are the finest decimals seen when the first position is decided: by then the tape is hours
 * old, and no trade after a decision has a say in it.
 */
final class ReplayPositions implements Positions {
  private final ReplayPlan plan;
  private final Map<CycleKey, PaperCycle> cycles = new TreeMap<>();
  private Optional<PaperPositions> book = Optional.empty();
  private boolean looking = true;
  private long stepE8 = Fixed.ONE_E8;
  private long tickE8 = Fixed.ONE_E8;
  private long closed;

  ReplayPositions(ReplayPlan plan) {
    this.plan = plan;
  }

  @Override
  public Optional<Side> held(String strategy) {
    return book.flatMap(b -> b.held(strategy));
  }

  @Override
  public void decided(Decision decision) {
    if (book.isEmpty()) {
      book = Optional.of(new PaperPositions(broker(), this::event));
      looking = false;
    }
    book.get().decided(decision);
  }

  @Override
  public void refused(String strategy, long t) {
    book.ifPresent(b -> b.refused(strategy, t));
  }

  @Override
  public void on(long effectiveMs, AggTrade trade) {
    if (looking) {
      look(trade.priceE8(), trade.qtyE8());
    } else {
      book.get().on(effectiveMs, trade);
    }
  }

  private void look(long priceE8, long qtyE8) {
    while (qtyE8 % stepE8 != 0) {
      stepE8 /= 10;
    }
    while (priceE8 % tickE8 != 0) {
      tickE8 /= 10;
    }
  }

  private PaperBroker broker() {
    Map<String, ExitMultiples> rules = new TreeMap<>();
    plan.profiles().forEach(profile -> rules.put(profile.name(), profile.exits()));
    InstrumentSpec spec =
        new InstrumentSpec(
            plan.instrument(), plan.tickE8().orElse(tickE8), plan.stepE8().orElse(stepE8));
    return new PaperBroker(spec, plan.paper(), rules);
  }

  private void event(PaperEvent event) {
    CycleKey key = event.cycle();
    switch (event) {
      case PaperEvent.EntryFilled entered -> cycles.put(key, PaperCycle.opened(entered));
      case PaperEvent.Tp1Filled half -> cycles.computeIfPresent(key, (_, c) -> c.after(half));
      case PaperEvent.Closed end -> {
        cycles.computeIfPresent(key, (_, c) -> c.after(end));
        closed++;
      }
      case PaperEvent.StopMoved _, PaperEvent.NotOpened _ -> {}
    }
  }

  /** Everything that was entered, by boundary and strategy. */
  List<PaperCycle> cycles() {
    return List.copyOf(cycles.values());
  }

  /** How many were closed. */
  long closed() {
    return closed;
  }
}
