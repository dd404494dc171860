package io.tapeloom.binance;

import io.tapeloom.kernel.Market;

/**
 * What this program may ask of an exchange, shared by all its clients: one budget for each market,
 * one breaker for each host.
 */
public record Allowance(RateBudget spot, RateBudget usdm, Breakers breakers) {
  /** For market data alone: nothing is kept for exits. */
  public static Allowance marketData(ExchangeSettings settings) {
    return new Allowance(
        RateBudget.weightOnly(settings.spotWeightPerMinute()),
        RateBudget.weightOnly(settings.weightPerMinute()),
        new Breakers());
  }

  /** For market data and an account that trades. */
  public static Allowance trading(ExchangeSettings settings) {
    return new Allowance(
        RateBudget.of(Market.SPOT, settings.spotWeightPerMinute()),
        RateBudget.of(Market.USDM, settings.weightPerMinute()),
        new Breakers());
  }

  /** The budget of that market. */
  public RateBudget budget(Market market) {
    return market == Market.SPOT ? spot : usdm;
  }
}
