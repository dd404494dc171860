package io.tapeloom.risk;

import io.tapeloom.kernel.Fixed;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much to buy so that a stop costs the risked amount. Not compounding: the balance is the
 * account's initial one, so that the size is a function of settings and signal alone.
 *
 * @param initialBalance USDT the account began with
 * @param riskPerTrade share of it that one standard trade risks, 0.02 = 2 %
 */
public record PositionSizer(Fixed initialBalance, Fixed riskPerTrade) {
  /** Refuses a balance or a share outside what anyone may risk. */
  public PositionSizer {
    if (initialBalance.signum() <= 0) {
      throw new IllegalArgumentException(
          "initial_balance: expected above 0, got " + initialBalance);
    }
    if (riskPerTrade.signum() <= 0 || riskPerTrade.e8() > Fixed.ONE_E8 / 20) {
      throw new IllegalArgumentException(
          "risk_per_trade: expected above 0 to 0.05, got " + riskPerTrade);
    }
  }

  /**
   * Quantity rounded down to the step; zero when the risked amount buys less than one step or there
   * is no distance to the stop.
   *
   * @param multiplier the tier's share of a standard trade
   */
  public Fixed qty(Fixed riskDistance, Fixed multiplier, Fixed step) {
    if (riskDistance.signum() <= 0) {
      return Fixed.ZERO;
    }
    BigDecimal risked =
        initialBalance
            .toBigDecimal()
            .multiply(riskPerTrade.toBigDecimal())
            .multiply(multiplier.toBigDecimal());
    BigDecimal perStep = riskDistance.toBigDecimal().multiply(step.toBigDecimal());
    BigDecimal steps = risked.divide(perStep, 0, RoundingMode.DOWN);
    return Fixed.of(steps.multiply(step.toBigDecimal()));
  }
}
