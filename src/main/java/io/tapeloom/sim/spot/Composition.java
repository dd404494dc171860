package io.tapeloom.sim.spot;

import io.tapeloom.sim.Refused;

/** Which numbers each order type needs and which it may not have. */
final class Composition {
  private Composition() {}

  static void check(Ticket ticket) {
    Amounts amounts = ticket.amounts();
    OrderType type = ticket.type();
    time(ticket);
    quantity(type, amounts);
    said(type.priced(), amounts.priceE8(), "price");
    stop(type, amounts);
    if (amounts.icebergE8() > 0) {
      iceberg(ticket);
    }
    ClientIds.check("newClientOrderId", ticket.labels().clientOrderId());
    if (ticket.labels().strategyType() >= 0 && ticket.labels().strategyType() < 1_000_000) {
      throw new Refused(-1134, "strategyType was less than 1000000.");
    }
  }

  private static void time(Ticket ticket) {
    if (ticket.type().timed() && ticket.timeInForce().isEmpty()) {
      throw Refused.missing("timeInForce");
    }
    if (!ticket.type().timed() && ticket.timeInForce().isPresent()) {
      throw unwanted("timeInForce");
    }
  }

  private static void quantity(OrderType type, Amounts amounts) {
    if (type != OrderType.MARKET) {
      said(true, amounts.qtyE8(), "quantity");
      said(false, amounts.quoteQtyE8(), "quoteOrderQty");
    } else if (amounts.qtyE8() == 0 && amounts.quoteQtyE8() == 0) {
      throw either("quantity", "quoteOrderQty");
    } else if (amounts.qtyE8() > 0 && amounts.quoteQtyE8() > 0) {
      throw unwanted("quoteOrderQty");
    }
  }

  private static void stop(OrderType type, Amounts amounts) {
    if (!type.conditional()) {
      said(false, amounts.stopPriceE8(), "stopPrice");
      said(false, amounts.trailingDelta(), "trailingDelta");
    } else if (amounts.stopPriceE8() == 0 && amounts.trailingDelta() == 0) {
      throw either("stopPrice", "trailingDelta");
    }
  }

  private static void iceberg(Ticket ticket) {
    if (!ticket.type().priced()) {
      throw unwanted("icebergQty");
    }
    if (ticket.force() != TimeInForce.GTC) {
      throw new Refused(-1014, "Unsupported order combination.");
    }
    if (ticket.amounts().icebergE8() > ticket.amounts().qtyE8()) {
      throw new Refused(-2010, "IcebergQty exceeds QTY.");
    }
  }

  private static void said(boolean wanted, long value, String name) {
    if (wanted && value == 0) {
      throw Refused.missing(name);
    }
    if (!wanted && value != 0) {
      throw unwanted(name);
    }
  }

  private static Refused unwanted(String name) {
    return new Refused(-1106, "Parameter '" + name + "' sent when not required.");
  }

  static Refused either(String one, String other) {
    return new Refused(
        -1102, "Param '%s' or '%s' must be sent, but both were empty/null!".formatted(one, other));
  }
}
