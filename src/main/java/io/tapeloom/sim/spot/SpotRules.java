package io.tapeloom.sim.spot;

import io.tapeloom.sim.Listing;

/**
 * What orders of one symbol must fit: the exchange's filters, in 1e-8, and its fees.
 *
 * @param icebergParts most parts of an iceberg order
 * @param maxPositionE8 most of the base asset that an account may come to hold, 0 for no limit
 */
public record SpotRules(
    Listing listing,
    Range price,
    Range lot,
    Range marketLot,
    Notional notional,
    PercentBySide percent,
    Trailing trailing,
    Counts counts,
    int icebergParts,
    long maxPositionE8,
    Fees fees) {
  private static final long ONE_E8 = 100_000_000L;

  /** Least, most and grid of a price or a quantity; 0 switches one of them off. */
  public record Range(long minE8, long maxE8, long stepE8) {
    /** Whether a number fits. */
    public boolean fits(long e8) {
      return (minE8 == 0 || e8 >= minE8)
          && (maxE8 == 0 || e8 <= maxE8)
          && (stepE8 == 0 || e8 % stepE8 == 0);
    }
  }

  /** NOTIONAL: what an order must be worth. */
  public record Notional(
      long minE8, boolean minForMarket, long maxE8, boolean maxForMarket, int averageMinutes) {}

  /** PERCENT_PRICE_BY_SIDE: shares of the average price in 1e-8. */
  public record PercentBySide(
      long bidUpE8, long bidDownE8, long askUpE8, long askDownE8, int averageMinutes) {}

  /** TRAILING_DELTA in basis points. */
  public record Trailing(int minAbove, int maxAbove, int minBelow, int maxBelow) {}

  /** How much of what an account may have open on the symbol. */
  public record Counts(int orders, int algoOrders, int lists, int amends) {}

  /**
   * Shares of a trade's amount, in 1e-8.
   *
   * @param discountE8 what remains of a fee that is paid in the fee asset
   */
  public record Fees(long makerE8, long takerE8, String feeAsset, long discountE8) {
    /** A thousandth, or three quarters of it in BNB. */
    public static final Fees USUAL = new Fees(100_000, 100_000, "BNB", 75_000_000);
  }

  /** The exchange's usual rules on a symbol's grid. */
  public static SpotRules of(Listing listing) {
    return new SpotRules(
        listing,
        new Range(listing.tickE8(), 100_000_000L * listing.tickE8(), listing.tickE8()),
        new Range(listing.stepE8(), 900_000_000L * listing.stepE8(), listing.stepE8()),
        new Range(0, 12_000_000L * listing.stepE8(), 0),
        new Notional(5 * ONE_E8, true, 9_000_000 * ONE_E8, false, 5),
        new PercentBySide(5 * ONE_E8, ONE_E8 / 5, 5 * ONE_E8, ONE_E8 / 5, 5),
        new Trailing(10, 2_000, 10, 2_000),
        new Counts(200, 5, 20, 10),
        100,
        0,
        Fees.USUAL);
  }

  /** The symbol's name. */
  public String symbol() {
    return listing.name();
  }

  /** The same with another bound on what an account may hold. */
  public SpotRules withMaxPosition(long e8) {
    return new SpotRules(
        listing,
        price,
        lot,
        marketLot,
        notional,
        percent,
        trailing,
        counts,
        icebergParts,
        e8,
        fees);
  }

  /** The same with other bounds on how much may be open. */
  public SpotRules withCounts(Counts other) {
    return new SpotRules(
        listing,
        price,
        lot,
        marketLot,
        notional,
        percent,
        trailing,
        other,
        icebergParts,
        maxPositionE8,
        fees);
  }
}
