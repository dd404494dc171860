package io.tapeloom.trade;

import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.Positions;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The engine's view of paper positions: it follows its own decisions as if each were approved, and
 * drops one when the coordinator says no. In a replay its events are the paper ledger itself. A
 * refused flip that had already been filled here leaves the book flat; the coordinator, who reads
 * rows, still refuses a second position.
 */
public final class PaperPositions implements Positions {
  private final PaperBroker broker;
  private final Consumer<PaperEvent> events;

  /** A view on that broker which hands every event on. */
  public PaperPositions(PaperBroker broker, Consumer<PaperEvent> events) {
    this.broker = broker;
    this.events = events;
  }

  @Override
  public Optional<Side> held(String strategy) {
    return broker.held(strategy);
  }

  @Override
  public void decided(Decision decision) {
    Intent.of(decision).ifPresent(intent -> broker.decided(intent, events));
  }

  @Override
  public void refused(String strategy, long t) {
    broker.refused(strategy, t);
  }

  @Override
  public void on(long effectiveMs, AggTrade trade) {
    broker.on(effectiveMs, trade, events);
  }
}
