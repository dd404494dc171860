package io.tapeloom.trade;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.signal.ExitMultiples;
import io.tapeloom.signal.Tier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Prices, sizes and fees of paper fills for one instrument; every rounding is named here. Market
 * orders round against us to the tick, stops and targets away from the entry, quantities down to
 * the step, distances and fees half even to 8 decimals.
 */
final class PaperPricing {
  private static final BigDecimal BPS = BigDecimal.valueOf(10_000);
  private final InstrumentSpec spec;
  private final PaperSettings settings;
  private final BigDecimal slippage;
  private final BigDecimal fee;

  PaperPricing(InstrumentSpec spec, PaperSettings settings) {
    this.spec = spec;
    this.settings = settings;
    this.slippage = settings.slippageBps().toBigDecimal().divide(BPS);
    this.fee = settings.feeBps().toBigDecimal().divide(BPS);
  }

  /** Price of a market order that opens the side at a trade's price. */
  Fixed entry(Side side, Fixed price) {
    return market(price, side == Side.LONG);
  }

  /** Price of a market order that closes the side at a trade's price. */
  Fixed exit(Side side, Fixed price) {
    return market(price, side == Side.SHORT);
  }

  private Fixed market(Fixed price, boolean buys) {
    BigDecimal lost = price.toBigDecimal().multiply(slippage);
    return buys ? up(price.toBigDecimal().add(lost)) : down(price.toBigDecimal().subtract(lost));
  }

  private Fixed up(BigDecimal exact) {
    return spec.priceUp(Fixed.of(exact.setScale(8, RoundingMode.CEILING)));
  }

  /** Never below one tick: nothing trades at zero. */
  private Fixed down(BigDecimal exact) {
    Fixed price = spec.priceDown(Fixed.of(exact.setScale(8, RoundingMode.FLOOR)));
    return price.e8() < spec.tickE8() ? Fixed.ofE8(spec.tickE8()) : price;
  }

  /** Distance of the stop from the entry: one R per unit. */
  Fixed riskDistance(ExitMultiples rules, Fixed atr) {
    return rules.stop().times(atr, RoundingMode.HALF_EVEN);
  }

  Fixed stop(Side side, Fixed entry, Fixed riskDistance) {
    return level(entry, riskDistance.negate(), side);
  }

  Fixed target(Side side, Fixed entry, Fixed multiplier, Fixed atr) {
    return level(entry, multiplier.times(atr, RoundingMode.HALF_EVEN), side);
  }

  /** A level that far in the side's favour, rounded away from the entry. */
  private Fixed level(Fixed entry, Fixed inFavour, Side side) {
    Fixed offset = side == Side.LONG ? inFavour : inFavour.negate();
    BigDecimal exact = entry.plus(offset).toBigDecimal();
    return offset.signum() > 0 ? up(exact) : down(exact);
  }

  /** Quantity of a tier; a score that reaches no tier risks nothing. */
  Fixed qty(Fixed riskDistance, Optional<Tier> tier) {
    Fixed share = tier.map(settings::multiplier).orElse(Fixed.ZERO);
    return settings.sizer().qty(riskDistance, share, Fixed.ofE8(spec.stepE8()));
  }

  /** Half of a quantity; zero when half is less than a step. */
  Fixed half(Fixed qty) {
    return spec.qtyDown(Fixed.ofE8(qty.e8() / 2));
  }

  Fixed fee(Fixed price, Fixed qty) {
    BigDecimal notional = price.toBigDecimal().multiply(qty.toBigDecimal());
    return Fixed.of(notional.multiply(fee).setScale(8, RoundingMode.HALF_EVEN));
  }
}
