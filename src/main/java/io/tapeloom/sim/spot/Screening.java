package io.tapeloom.sim.spot;

import io.tapeloom.sim.Refused;
import io.tapeloom.sim.book.MatchingBook;
import java.util.OptionalLong;

/** Everything that an order must pass before it is taken in; refusing changes nothing. */
final class Screening {
  private Screening() {}

  /** What does not depend on the account's balances or the book. */
  static void form(Pit pit, Ticket ticket, long nowMs) {
    Composition.check(ticket);
    Filters.check(pit.venue, ticket, nowMs);
  }

  /**
   * The rest, once it is known that the order has the right form: with the quantity that an amount
   * of quote comes to.
   */
  static Ticket screen(Pit pit, Account account, Ticket ticket, long nowMs) {
    open(pit, nowMs);
    Filters.counts(pit.rules, account, 1, ticket.type().conditional() ? 1 : 0, 0);
    Filters.position(pit.rules, account, ticket);
    unique(pit, account, ticket);
    triggersLater(pit, ticket, nowMs);
    pit.quote(nowMs);
    if (ticket.type() == OrderType.LIMIT_MAKER && wouldTake(pit, ticket)) {
      throw new Refused(-2010, "Order would immediately match and take.");
    }
    Ticket sized = ticket.amounts().quoteQtyE8() > 0 ? sized(pit, account, ticket) : ticket;
    payable(pit, account, sized, nowMs);
    return sized;
  }

  static void open(Pit pit, long nowMs) {
    if (pit.status != TradingStatus.TRADING || pit.venue.reference().closed(nowMs)) {
      throw new Refused(-2010, "Market is closed.");
    }
  }

  static void unique(Pit pit, Account account, Ticket ticket) {
    String id = ticket.labels().clientOrderId();
    if (!id.isEmpty() && account.records(pit.symbol).inUse(id)) {
      throw new Refused(-2010, "Duplicate order sent.");
    }
  }

  static void triggersLater(Pit pit, Ticket ticket, long nowMs) {
    OptionalLong last = pit.venue.reference().lastE8(nowMs);
    boolean stops = ticket.type().conditional() && ticket.amounts().stopPriceE8() > 0;
    if (stops && last.isPresent() && Waiting.reached(ticket, last.getAsLong())) {
      throw new Refused(-2010, "Order would trigger immediately.");
    }
  }

  /** Whether a limit order would trade at once. */
  static boolean wouldTake(Pit pit, Ticket ticket) {
    long ticks = pit.ticks(ticket.amounts().priceE8());
    long other = ticket.buys() ? pit.book.bestAsk() : pit.book.bestBid();
    return other != MatchingBook.NONE && (ticket.buys() ? other <= ticks : other >= ticks);
  }

  /** A market order by amount of quote as a market order by quantity. */
  private static Ticket sized(Pit pit, Account account, Ticket ticket) {
    if (ticket.buys()) {
      account.require(pit.quoteAsset, ticket.amounts().quoteQtyE8());
    }
    long tickSteps = ticket.amounts().quoteQtyE8() / pit.unitE8();
    long stepE8 = pit.rules.listing().stepE8();
    long qtyE8 = new Depth(pit, account, ticket).stepsFor(tickSteps) * stepE8;
    SpotRules.Range market = pit.rules.marketLot();
    long most = market.maxE8() == 0 ? qtyE8 : Math.min(qtyE8, market.maxE8());
    String failed =
        qtyE8 == 0
            ? "symbol"
            : most < pit.rules.lot().minE8()
                ? "`LOT_SIZE` filter"
                : most < market.minE8() ? "`MARKET_LOT_SIZE` filter" : "";
    if (!failed.isEmpty()) {
      throw new Refused(
          -2010, "Order book liquidity is less than " + failed + " minimum quantity.");
    }
    return ticket.with(ticket.amounts().withQty(most));
  }

  static void payable(Pit pit, Account account, Ticket ticket, long nowMs) {
    long qtyE8 = ticket.amounts().qtyE8();
    if (!ticket.buys()) {
      account.require(pit.baseAsset, qtyE8);
    } else if (ticket.type() == OrderType.MARKET) {
      long tickSteps = new Depth(pit, account, ticket).tickStepsOf(pit.steps(qtyE8));
      account.require(pit.quoteAsset, pit.valueE8(tickSteps));
    } else {
      account.require(pit.quoteAsset, Sums.notionalE8(lockPriceE8(pit, ticket, nowMs), qtyE8));
    }
  }

  /** The price that a buy order binds money for: its own, or the one it waits for. */
  static long lockPriceE8(Pit pit, Ticket ticket, long nowMs) {
    Amounts amounts = ticket.amounts();
    if (amounts.priceE8() > 0) {
      return amounts.priceE8();
    }
    if (amounts.stopPriceE8() > 0 || ticket.type() == OrderType.MARKET) {
      return amounts.stopPriceE8();
    }
    long last = pit.venue.reference().lastE8(nowMs).orElse(0);
    long tickE8 = pit.rules.listing().tickE8();
    long above = Math.ceilDiv(Math.multiplyExact(last, 10_000L + amounts.trailingDelta()), 10_000);
    return Math.ceilDiv(above, tickE8) * tickE8;
  }
}
