package io.tapeloom.sim.spot;

import io.tapeloom.sim.Refused;
import java.util.List;
import java.util.OptionalLong;

/** What the two orders of a pair must be to each other and to the market. */
final class PairRules {
  private PairRules() {}

  /** The pair in the order of its ids: the one that stops a loss first. */
  static List<Ticket> ordered(Ticket above, Ticket below) {
    return stopsLoss(above) ? List.of(above, below) : List.of(below, above);
  }

  private static boolean stopsLoss(Ticket ticket) {
    return ticket.type().conditional() && !ticket.type().takesProfit();
  }

  /** Which order may stand on which side. */
  static void check(Ticket above, Ticket below) {
    for (Ticket leg : List.of(above, below)) {
      if (!leg.type().conditional() && leg.type() != OrderType.LIMIT_MAKER) {
        throw new Refused(-1158, "Order type not supported in OCO.");
      }
    }
    if (!above.type().conditional() && !below.type().conditional()) {
      throw new Refused(-1168, "At least one OCO order must be contingent.");
    }
    if (above.buys()) {
      refuseIf(
          above.type() == OrderType.LIMIT_MAKER,
          -1165,
          "A limit order in a buy OCO must be below.");
      refuseIf(stopsLoss(below), -1196, "A stop loss order in a buy OCO must be above.");
      refuseIf(
          above.type().takesProfit(), -1198, "A take profit order in a buy OCO must be below.");
    } else {
      refuseIf(
          below.type() == OrderType.LIMIT_MAKER,
          -1166,
          "A limit order in a sell OCO must be above.");
      refuseIf(stopsLoss(above), -1197, "A stop loss order in a sell OCO must be below.");
      refuseIf(
          below.type().takesProfit(), -1199, "A take profit order in a sell OCO must be above.");
    }
  }

  private static void refuseIf(boolean wrong, int code, String text) {
    if (wrong) {
      throw new Refused(code, text);
    }
  }

  /** The market must stand between the two. */
  static void around(Pit pit, Ticket above, Ticket below, long nowMs) {
    OptionalLong last = pit.venue.reference().lastE8(nowMs);
    for (Ticket leg : List.of(above, below)) {
      long price = leg.type().conditional() ? leg.amounts().stopPriceE8() : leg.amounts().priceE8();
      boolean right =
          price == 0
              || last.isEmpty()
              || (leg == above ? price > last.getAsLong() : price < last.getAsLong());
      if (!right) {
        throw new Refused(-2010, "The relationship of the prices for the orders is not correct.");
      }
      if (leg.type() == OrderType.LIMIT_MAKER && Screening.wouldTake(pit, leg)) {
        throw new Refused(-2010, "Order would immediately match and take.");
      }
    }
  }
}
