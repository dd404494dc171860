package io.tapeloom.trade;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.ledger.ExitStatus;
import io.tapeloom.ledger.Position;
import io.tapeloom.market.AggTrade;
import io.tapeloom.signal.ExitMultiples;
import io.tapeloom.trade.PaperFill.Leg;
import java.math.RoundingMode;
import java.util.function.Consumer;

/** One open paper trade: its levels, and what each trade of the tape does to it. */
final class PaperTrade {
  private final CycleKey key;
  private final Side side;
  private final PaperPricing pricing;
  private final Fixed riskDistance;
  private final Position position;
  private final long timeStopMs;
  private final Fixed entryPrice;
  private final Fixed tp1;
  private final Fixed tp2;
  private final Fixed tp1Qty;
  private Fixed stop;
  private boolean tp1Hit;

  private PaperTrade(
      Intent intent,
      Fixed qty,
      ExitMultiples rules,
      PaperPricing pricing,
      PaperFill fill,
      long holdMs) {
    this.key = intent.cycle();
    this.side = intent.side();
    this.pricing = pricing;
    this.riskDistance = pricing.riskDistance(rules, intent.atr());
    this.position = new Position(side);
    this.timeStopMs = fill.timeMs() + holdMs;
    this.entryPrice = fill.price();
    this.stop = pricing.stop(side, entryPrice, riskDistance);
    this.tp1 = pricing.target(side, entryPrice, rules.target1(), intent.atr());
    this.tp2 = pricing.target(side, entryPrice, rules.target2(), intent.atr());
    this.tp1Qty = pricing.half(qty);
    position.enter(fill.price(), fill.qty(), fill.feeUsdt());
  }

  /** Enters at that trade and says so. */
  static PaperTrade enter(
      PaperBook book, Intent intent, long nowMs, AggTrade trade, Consumer<PaperEvent> out) {
    PaperPricing pricing = book.pricing();
    Fixed qty = book.qty(intent);
    Fixed price = pricing.entry(intent.side(), trade.price());
    PaperFill fill =
        new PaperFill(Leg.ENTRY, trade.aggId(), price, qty, pricing.fee(price, qty), nowMs);
    PaperTrade opened =
        new PaperTrade(intent, qty, book.rules(), pricing, fill, book.settings().timeStopMs());
    out.accept(opened.entered(fill));
    return opened;
  }

  private PaperEvent entered(PaperFill fill) {
    return new PaperEvent.EntryFilled(key, side, fill, riskDistance, stop, tp1, tp2, tp1Qty);
  }

  CycleKey key() {
    return key;
  }

  Side side() {
    return side;
  }

  /** Tests the exits at one trade, stop before targets before time; true when flat afterwards. */
  boolean on(long nowMs, AggTrade trade, Consumer<PaperEvent> out) {
    long price = trade.priceE8();
    if (reached(stop.e8(), price)) {
      close(tp1Hit ? ExitStatus.SL_BE : ExitStatus.SL, market(Leg.STOP, nowMs, trade), out);
      return true;
    }
    if (!tp1Hit && reached(price, tp1.e8())) {
      takeHalf(nowMs, trade, out);
    }
    if (reached(price, tp2.e8())) {
      close(ExitStatus.TP, fill(Leg.TP2, tp2, position.openQty(), nowMs, trade), out);
      return true;
    }
    if (nowMs >= timeStopMs) {
      close(ExitStatus.TIMEOUT, market(Leg.TIME, nowMs, trade), out);
      return true;
    }
    return false;
  }

  /** Closes by market because the opposite signal came. */
  void flip(long nowMs, AggTrade trade, Consumer<PaperEvent> out) {
    close(ExitStatus.SIGNAL_FLIP, market(Leg.FLIP, nowMs, trade), out);
  }

  /** True when {@code high} is at or beyond {@code low}, seen from a long; mirrored for a short. */
  private boolean reached(long high, long low) {
    return side == Side.LONG ? high >= low : high <= low;
  }

  /** Half leaves at the target; the stop moves to the entry also where half is less than a step. */
  private void takeHalf(long nowMs, AggTrade trade, Consumer<PaperEvent> out) {
    tp1Hit = true;
    if (tp1Qty.signum() > 0) {
      PaperFill fill = fill(Leg.TP1, tp1, tp1Qty, nowMs, trade);
      position.exit(fill.price(), fill.qty(), fill.feeUsdt());
      out.accept(new PaperEvent.Tp1Filled(key, side, fill));
    }
    Fixed from = stop;
    stop = entryPrice;
    out.accept(new PaperEvent.StopMoved(key, side, from, stop, position.openQty(), nowMs));
  }

  private PaperFill market(Leg leg, long nowMs, AggTrade trade) {
    return fill(leg, pricing.exit(side, trade.price()), position.openQty(), nowMs, trade);
  }

  private PaperFill fill(Leg leg, Fixed price, Fixed qty, long nowMs, AggTrade trade) {
    return new PaperFill(leg, trade.aggId(), price, qty, pricing.fee(price, qty), nowMs);
  }

  private void close(ExitStatus status, PaperFill fill, Consumer<PaperEvent> out) {
    position.exit(fill.price(), fill.qty(), fill.feeUsdt());
    Fixed net = position.netUsdt();
    out.accept(
        new PaperEvent.Closed(
            key,
            side,
            status,
            fill,
            position.exitPrice(),
            net,
            inRisk(net),
            position.feesUsdt(),
            tp1Hit));
  }

  /** Profit in R; quotient of exact values, half even to 8 decimals. */
  private Fixed inRisk(Fixed usdt) {
    var risked = riskDistance.toBigDecimal().multiply(position.entryQty().toBigDecimal());
    return Fixed.of(usdt.toBigDecimal().divide(risked, 8, RoundingMode.HALF_EVEN));
  }
}
