package io.tapeloom.sim.spot;

import io.tapeloom.sim.Refused;
import java.util.OptionalLong;

/** The symbol's filters, each with the words in which the exchange says that it failed. */
final class Filters {

  private Filters() {}

  /** What an order by itself must fit. */
  static void check(SpotVenue venue, Ticket ticket, long nowMs) {
    SpotRules rules = venue.rules();
    prices(rules, ticket.amounts());
    percent(venue, ticket, nowMs);
    quantities(rules, ticket);
    notional(venue, ticket, nowMs);
    iceberg(rules, ticket.amounts());
    trailing(rules, ticket);
  }

  private static void prices(SpotRules rules, Amounts amounts) {
    if (amounts.priceE8() > 0) {
      require(rules.price().fits(amounts.priceE8()), "PRICE_FILTER");
    }
    if (amounts.stopPriceE8() > 0) {
      require(rules.price().fits(amounts.stopPriceE8()), "PRICE_FILTER");
    }
  }

  private static void percent(SpotVenue venue, Ticket ticket, long nowMs) {
    SpotRules.PercentBySide sides = venue.rules().percent();
    OptionalLong average = venue.reference().averageE8(sides.averageMinutes(), nowMs);
    long price = ticket.amounts().priceE8();
    if (price == 0 || average.isEmpty()) {
      return;
    }
    long up = ticket.buys() ? sides.bidUpE8() : sides.askUpE8();
    long down = ticket.buys() ? sides.bidDownE8() : sides.askDownE8();
    boolean fits =
        price <= Sums.notionalE8(average.getAsLong(), up)
            && price >= Sums.notionalE8(average.getAsLong(), down);
    require(fits, "PERCENT_PRICE_BY_SIDE");
  }

  private static void quantities(SpotRules rules, Ticket ticket) {
    Amounts amounts = ticket.amounts();
    if (amounts.qtyE8() == 0) {
      return;
    }
    require(rules.lot().fits(amounts.qtyE8()), "LOT_SIZE");
    if (amounts.icebergE8() > 0) {
      require(rules.lot().fits(amounts.icebergE8()), "LOT_SIZE");
    }
    if (ticket.type() == OrderType.MARKET) {
      require(rules.marketLot().fits(amounts.qtyE8()), "MARKET_LOT_SIZE");
    }
  }

  private static void notional(SpotVenue venue, Ticket ticket, long nowMs) {
    SpotRules.Notional bounds = venue.rules().notional();
    boolean market = !ticket.type().priced();
    long price = ticket.amounts().priceE8();
    if (market) {
      price = venue.reference().averageE8(bounds.averageMinutes(), nowMs).orElse(0);
    }
    long worth =
        ticket.amounts().quoteQtyE8() > 0
            ? ticket.amounts().quoteQtyE8()
            : Sums.notionalE8(price, ticket.amounts().qtyE8());
    boolean known = !market || price > 0;
    boolean enough = (market && !bounds.minForMarket()) || worth >= bounds.minE8();
    boolean few = (market && !bounds.maxForMarket()) || worth <= bounds.maxE8();
    require(!known || (enough && few), "NOTIONAL");
  }

  private static void iceberg(SpotRules rules, Amounts amounts) {
    if (amounts.icebergE8() > 0) {
      long parts = Math.ceilDiv(amounts.qtyE8(), amounts.icebergE8());
      require(parts <= rules.icebergParts(), "ICEBERG_PARTS");
    }
  }

  private static void trailing(SpotRules rules, Ticket ticket) {
    int delta = ticket.amounts().trailingDelta();
    if (delta == 0) {
      return;
    }
    SpotRules.Trailing bounds = rules.trailing();
    boolean above = ticket.buys() != ticket.type().takesProfit();
    boolean fits =
        above
            ? delta >= bounds.minAbove() && delta <= bounds.maxAbove()
            : delta >= bounds.minBelow() && delta <= bounds.maxBelow();
    require(fits, "TRAILING_DELTA");
  }

  /** What an account may have open besides. */
  static void counts(SpotRules rules, Account account, int orders, int conditional, int lists) {
    Records records = account.records(rules.symbol());
    SpotRules.Counts most = rules.counts();
    require(records.openCount() + orders <= most.orders(), "MAX_NUM_ORDERS");
    require(
        conditional == 0 || records.openConditional() + conditional <= most.algoOrders(),
        "MAX_NUM_ALGO_ORDERS");
    if (lists > 0) {
      long open = account.openLists.values().stream().filter(l -> openOn(l, rules)).count();
      require(open + lists <= most.lists(), "MAX_NUM_ORDER_LISTS");
    }
  }

  private static boolean openOn(SpotList list, SpotRules rules) {
    return list.pit.symbol.equals(rules.symbol());
  }

  /** What an account may come to hold of the base asset. */
  static void position(SpotRules rules, Account account, Ticket ticket) {
    if (rules.maxPositionE8() == 0 || !ticket.buys()) {
      return;
    }
    Holding base = account.holding(rules.listing().baseAsset());
    long held = Math.addExact(base.freeE8(), base.lockedE8());
    for (SpotOrder order : account.records(rules.symbol()).open.values()) {
      held = Math.addExact(held, order.ticket.buys() ? order.leftE8() : 0);
    }
    require(Math.addExact(held, ticket.amounts().qtyE8()) <= rules.maxPositionE8(), "MAX_POSITION");
  }

  private static void require(boolean fits, String filter) {
    if (!fits) {
      throw new Refused(-1013, "Filter failure: " + filter);
    }
  }
}
