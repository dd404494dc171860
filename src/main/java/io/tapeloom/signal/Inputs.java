package io.tapeloom.signal;

import java.util.Optional;

/**
 * What the score uses besides the tape; an absent input is missing and scores as documented.
 *
 * @param longShortRatio accounts long / accounts short
 * @param topTraderLongShare share of top traders' positions that are long, 0 to 1
 * @param openInterestChange1h relative change over one hour (0.03 = +3 %)
 * @param coinbasePremium relative premium of Coinbase (0.0005 = 0.05 %)
 * @param fundingRate rate of the running interval (0.0001 = 0.01 %)
 * @param longLiquidationUsd USD of longs liquidated in the last 30 min
 * @param shortLiquidationUsd USD of shorts liquidated in the last 30 min
 */
public record Inputs(
    Optional<Observed> longShortRatio,
    Optional<Observed> topTraderLongShare,
    Optional<Observed> openInterestChange1h,
    Optional<Observed> coinbasePremium,
    Optional<Observed> fundingRate,
    Optional<Observed> longLiquidationUsd,
    Optional<Observed> shortLiquidationUsd) {
  /** Nothing known but the tape. */
  public static final Inputs MISSING =
      new Inputs(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
