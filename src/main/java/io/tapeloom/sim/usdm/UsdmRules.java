package io.tapeloom.sim.usdm;

import io.tapeloom.sim.Listing;

/**
 * What one symbol allows: its filters as exchangeInfo shows them, its fees and its margin table.
 * Prices and quantities in 1e-8, rates in 1e-8 of 1.
 *
 * @param marketMaxQtyE8 largest quantity of a MARKET order
 * @param minNotionalE8 smallest notional of an order that may open something
 * @param multiplierUpE8 limit of a buy's price as a multiple of the mark price
 * @param multiplierDownE8 limit of a sell's price as a multiple of the mark price
 * @param triggerProtectE8 largest distance of mark and last price for a protected trigger
 * @param marketTakeBoundE8 how far from the mark price a MARKET order trades
 * @param liquidationFeeE8 rate that a liquidation pays to the insurance fund
 */
public record UsdmRules(
    Listing listing,
    long minPriceE8,
    long maxPriceE8,
    long minQtyE8,
    long maxQtyE8,
    long marketMaxQtyE8,
    long minNotionalE8,
    long multiplierUpE8,
    long multiplierDownE8,
    long triggerProtectE8,
    long marketTakeBoundE8,
    long liquidationFeeE8,
    Fees fees,
    Brackets brackets) {
  private static final long MOST_NOTIONAL_E8 = 5_000_000_000L * Amounts.ONE;

  /** Orders that may be open per symbol. */
  public static final int MAX_ORDERS = 200;

  /** Conditional orders that may be open over all symbols. */
  public static final int MAX_ALGO_ORDERS = 200;

  /** Fee rates in 1e-8, and what is left of a fee when it is paid in BNB. */
  public record Fees(long makerE8, long takerE8, long rpiE8, long bnbShareE8) {
    /** 0.02 % and 0.05 %, 10 % off in BNB. */
    public static final Fees STANDARD = new Fees(20_000, 50_000, 5_000, 90_000_000);
  }

  /** The rules of a listing: four symbols have their own, any other the common ones. */
  public static UsdmRules of(Listing listing) {
    return switch (listing.name()) {
      case "BTCUSDT" -> of(listing, new long[] {1_000, 120, 100}, 5, MAJOR);
      case "ETHUSDT" -> of(listing, new long[] {10_000, 2_000, 20}, 5, SECOND);
      case "XRPUSDT" -> of(listing, new long[] {10_000_000, 2_000_000, 5}, 10, MINOR);
      case "SOLUSDT" -> of(listing, new long[] {1_000_000, 80_000, 5}, 10, MINOR);
      default -> of(listing, new long[] {0, 0, 5}, 10, MINOR);
    };
  }

  /** Limits are {most, most at market, least notional}; prices may leave the mark by a percent. */
  private static UsdmRules of(Listing listing, long[] limits, long percent, Brackets brackets) {
    long dearest = listing.tickE8() * 10_000_000;
    long most = Math.min(listing.stepE8() * 10_000_000, whole(listing, dearest));
    boolean known = limits[1] > 0;
    return new UsdmRules(
        listing,
        listing.tickE8(),
        dearest,
        listing.stepE8(),
        known ? limits[0] * Amounts.ONE : most,
        known ? limits[1] * Amounts.ONE : most / 10,
        limits[2] * Amounts.ONE,
        Amounts.ONE + percent * 1_000_000,
        Amounts.ONE - percent * 1_000_000,
        5_000_000,
        percent * 1_000_000,
        1_250_000,
        Fees.STANDARD,
        brackets);
  }

  /** The quantity, in whole steps, that the largest notional buys at that price. */
  private static long whole(Listing listing, long priceE8) {
    long quantityE8 = Amounts.over(MOST_NOTIONAL_E8, priceE8);
    return Math.max(1, quantityE8 / listing.stepE8()) * listing.stepE8();
  }

  private static final Brackets MAJOR =
      Brackets.of(
          new long[] {250_000, 125, 40},
          new long[] {1_000_000, 100, 50},
          new long[] {5_000_000, 75, 65},
          new long[] {15_000_000, 50, 100},
          new long[] {60_000_000, 25, 200},
          new long[] {100_000_000, 20, 250},
          new long[] {200_000_000, 10, 500},
          new long[] {400_000_000, 5, 1_000},
          new long[] {500_000_000, 4, 1_250},
          new long[] {600_000_000, 3, 1_500},
          new long[] {900_000_000, 2, 2_500},
          new long[] {1_500_000_000, 1, 5_000});

  private static final Brackets SECOND =
      Brackets.of(
          new long[] {200_000, 100, 50},
          new long[] {800_000, 75, 65},
          new long[] {3_000_000, 50, 100},
          new long[] {20_000_000, 25, 200},
          new long[] {50_000_000, 20, 250},
          new long[] {100_000_000, 10, 500},
          new long[] {200_000_000, 5, 1_000},
          new long[] {250_000_000, 4, 1_250},
          new long[] {400_000_000, 2, 2_500},
          new long[] {600_000_000, 1, 5_000});

  private static final Brackets MINOR =
      Brackets.of(
          new long[] {20_000, 75, 50},
          new long[] {100_000, 50, 100},
          new long[] {500_000, 40, 150},
          new long[] {2_000_000, 25, 200},
          new long[] {5_000_000, 20, 250},
          new long[] {15_000_000, 10, 500},
          new long[] {30_000_000, 5, 1_000},
          new long[] {40_000_000, 4, 1_250},
          new long[] {60_000_000, 2, 2_500},
          new long[] {100_000_000, 1, 5_000});
}
