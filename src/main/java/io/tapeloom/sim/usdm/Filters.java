package io.tapeloom.sim.usdm;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.Refused;

/** A symbol's filters, each with the exchange's own code and words. */
final class Filters {
  private static final long[] TENS = {
    100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  private Filters() {}

  /** PRICE_FILTER: precision, range and tick. */
  static void price(UsdmRules rules, long priceE8) {
    if (priceE8 <= 0) {
      throw new Refused(-4001, "Price less than 0.");
    }
    grid(rules, priceE8);
  }

  /** The same for a trigger price, with its own words. */
  static void trigger(UsdmRules rules, long priceE8) {
    if (priceE8 <= 0) {
      throw new Refused(-4006, "Stop price less than zero.");
    }
    if (priceE8 > rules.maxPriceE8()) {
      throw new Refused(-4007, "Stop price greater than max price.");
    }
    grid(rules, priceE8);
  }

  private static void grid(UsdmRules rules, long priceE8) {
    Listing listing = rules.listing();
    precision(priceE8, listing.priceDecimals());
    if (priceE8 > rules.maxPriceE8()) {
      throw new Refused(-4002, "Price greater than max price.");
    }
    if (priceE8 < rules.minPriceE8()) {
      throw new Refused(-4013, "Price less than min price.");
    }
    if (priceE8 % listing.tickE8() != 0) {
      throw new Refused(-4014, "Price not increased by tick size.");
    }
  }

  /** LOT_SIZE and MARKET_LOT_SIZE. */
  static void quantity(UsdmRules rules, long qtyE8, boolean market) {
    Listing listing = rules.listing();
    if (qtyE8 <= 0) {
      throw new Refused(-4003, "Quantity less than or equal to zero.");
    }
    precision(qtyE8, listing.qtyDecimals());
    if (qtyE8 < rules.minQtyE8()) {
      throw new Refused(-4004, "Quantity less than min quantity.");
    }
    if (qtyE8 > (market ? rules.marketMaxQtyE8() : rules.maxQtyE8())) {
      throw new Refused(-4005, "Quantity greater than max quantity.");
    }
    if (qtyE8 % listing.stepE8() != 0) {
      throw new Refused(-4023, "Qty not increased by step size.");
    }
  }

  private static void precision(long valueE8, int decimals) {
    if (valueE8 % TENS[decimals] != 0) {
      throw new Refused(-1111, "Precision is over the maximum defined for this asset.");
    }
  }

  /** PERCENT_PRICE: how far a limit may lie from the mark price. */
  static void percent(UsdmRules rules, boolean buys, long priceE8, long markE8) {
    long cap = Amounts.times(markE8, rules.multiplierUpE8());
    if (buys && priceE8 > cap) {
      throw new Refused(-4016, "Limit price can't be higher than " + shown(rules, cap) + ".");
    }
    long floor = Amounts.times(markE8, rules.multiplierDownE8());
    if (!buys && priceE8 < floor) {
      throw new Refused(-4024, "Limit price can't be lower than " + shown(rules, floor) + ".");
    }
  }

  private static String shown(UsdmRules rules, long priceE8) {
    long unit = TENS[rules.listing().priceDecimals()];
    return Decimals.format(priceE8 / unit * unit);
  }

  /** MIN_NOTIONAL, for orders that may open something. */
  static void notional(UsdmRules rules, long notionalE8) {
    if (notionalE8 < rules.minNotionalE8()) {
      throw new Refused(
          -4164,
          "Order's notional must be no smaller than "
              + Decimals.format(rules.minNotionalE8())
              + " (unless you choose reduce only).");
    }
  }
}
