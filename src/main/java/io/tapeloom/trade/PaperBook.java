package io.tapeloom.trade;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import io.tapeloom.risk.RefusalReason;
import io.tapeloom.signal.ExitMultiples;
import io.tapeloom.trade.PaperEvent.NotOpened;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One strategy on one instrument: entries that wait for their trade, and at most one open trade.
 */
final class PaperBook {
  private final ExitMultiples rules;
  private final PaperPricing pricing;
  private final PaperSettings settings;
  private final ArrayDeque<Intent> pending = new ArrayDeque<>(2);
  private Optional<PaperTrade> open = Optional.empty();

  PaperBook(ExitMultiples rules, PaperPricing pricing, PaperSettings settings) {
    this.rules = rules;
    this.pricing = pricing;
    this.settings = settings;
  }

  ExitMultiples rules() {
    return rules;
  }

  PaperPricing pricing() {
    return pricing;
  }

  PaperSettings settings() {
    return settings;
  }

  Fixed qty(Intent intent) {
    return pricing.qty(pricing.riskDistance(rules, intent.atr()), intent.tier());
  }

  boolean idle() {
    return pending.isEmpty() && open.isEmpty();
  }

  /** The side that will be entered first, else the side that is held. */
  Optional<Side> held() {
    return pending.isEmpty() ? open.map(PaperTrade::side) : Optional.of(pending.peekFirst().side());
  }

  void decided(Intent intent, Consumer<PaperEvent> out) {
    if (intent.tier().isEmpty()) {
      out.accept(new NotOpened(intent.cycle(), RefusalReason.NO_TIER));
    } else if (qty(intent).signum() == 0) {
      out.accept(new NotOpened(intent.cycle(), RefusalReason.QTY_BELOW_STEP));
    } else {
      pending.addLast(intent);
    }
  }

  void refused(long t) {
    pending.removeIf(intent -> intent.t() == t);
    open = open.filter(trade -> trade.key().t() != t);
  }

  void on(long nowMs, AggTrade trade, Consumer<PaperEvent> out) {
    if (open.isPresent() && open.get().on(nowMs, trade, out)) {
      open = Optional.empty();
    }
    if (!pending.isEmpty()) {
      enterDue(nowMs, trade, out);
    }
  }

  /** The first due intent is entered; others that were due by the same trade came too late. */
  private void enterDue(long nowMs, AggTrade trade, Consumer<PaperEvent> out) {
    boolean entered = false;
    while (!pending.isEmpty() && pending.peekFirst().t() + settings.latencyMs() <= nowMs) {
      Intent intent = pending.removeFirst();
      if (entered) {
        out.accept(new NotOpened(intent.cycle(), RefusalReason.ENTRY_PENDING));
      } else {
        entered = enter(intent, nowMs, trade, out);
      }
    }
  }

  private boolean enter(Intent intent, long nowMs, AggTrade trade, Consumer<PaperEvent> out) {
    if (open.filter(held -> held.side() == intent.side()).isPresent()) {
      out.accept(new NotOpened(intent.cycle(), RefusalReason.POSITION_OPEN));
      return false;
    }
    open.ifPresent(held -> held.flip(nowMs, trade, out));
    open = Optional.of(PaperTrade.enter(this, intent, nowMs, trade, out));
    return true;
  }
}
