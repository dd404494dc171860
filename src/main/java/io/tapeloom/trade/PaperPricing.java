package io.tapeloom.trade;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Prices, sizes and fees of paper fills for one instrument; every rounding is named here. Market
 * orders round against us to the tick, stops and targets away from the entry, quantities down to
 * the step, distances and fees half even to 8 decimals.
 */
final class PaperPricing {
  private static final BigDecimal BPS = BigDecimal.valueOf(10_000);
  private final Grid grid;
  private final PaperSettings settings;
  private final BigDecimal slippage;
  private final BigDecimal fee;

  PaperPricing(Grid grid, PaperSettings settings) {
    this.grid = grid;
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
    return buys
        ? grid.price(price.toBigDecimal().add(lost), RoundingMode.CEILING)
        : grid.price(price.toBigDecimal().subtract(lost), RoundingMode.FLOOR);
  }

  /** Distance of the stop from the entry: one R per unit. */
  Fixed riskDistance(ExitRules rules, Fixed atr) {
    return rules.slMultiplier().times(atr, RoundingMode.HALF_EVEN);
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
    RoundingMode away = offset.signum() > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR;
    return grid.price(entry.plus(offset).toBigDecimal(), away);
  }

  Fixed qty(Fixed riskDistance, Tier tier) {
    return settings.sizer().qty(riskDistance, settings.multiplier(tier), grid.step());
  }

  Fixed half(Fixed qty) {
    return grid.half(qty);
  }

  Fixed fee(Fixed price, Fixed qty) {
    BigDecimal notional = price.toBigDecimal().multiply(qty.toBigDecimal());
    return Fixed.of(notional.multiply(fee).setScale(8, RoundingMode.HALF_EVEN));
  }
}
