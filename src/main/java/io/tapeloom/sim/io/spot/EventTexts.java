package io.tapeloom.sim.io.spot;

import io.tapeloom.sim.spot.Amounts;
import io.tapeloom.sim.spot.ExecutionType;
import io.tapeloom.sim.spot.ExpiryReason;
import io.tapeloom.sim.spot.Holding;
import io.tapeloom.sim.spot.ListView;
import io.tapeloom.sim.spot.OrderStatus;
import io.tapeloom.sim.spot.OrderView;
import io.tapeloom.sim.spot.SpotEvent;
import io.tapeloom.sim.spot.SpotEvent.BalanceChange;
import io.tapeloom.sim.spot.SpotEvent.Balances;
import io.tapeloom.sim.spot.SpotEvent.Execution;
import io.tapeloom.sim.spot.SpotEvent.ListReport;
import io.tapeloom.sim.spot.SpotEvent.OrderReport;

/** The user data stream's events, their members in the official order. */
final class EventTexts {
  private EventTexts() {}

  /** The event's name on the wire. */
  static String type(SpotEvent event) {
    return switch (event) {
      case OrderReport r -> "executionReport";
      case Balances b -> "outboundAccountPosition";
      case BalanceChange c -> "balanceUpdate";
      case ListReport l -> "listStatus";
    };
  }

  static String json(SpotEvent event) {
    Fields out = new Fields().text("e", type(event)).number("E", event.timeMs());
    return switch (event) {
      case OrderReport report -> order(out, report);
      case Balances balances ->
          out.number("u", balances.timeMs())
              .raw("B", OrderTexts.array(balances.holdings(), EventTexts::holding))
              .end();
      case BalanceChange change ->
          out.text("a", change.asset())
              .e8("d", change.deltaE8())
              .number("T", change.timeMs())
              .end();
      case ListReport report -> list(out, report.list(), report.timeMs());
    };
  }

  private static String holding(Holding holding) {
    return new Fields()
        .text("a", holding.asset())
        .e8("f", holding.freeE8())
        .e8("l", holding.lockedE8())
        .end();
  }

  private static String list(Fields out, ListView list, long timeMs) {
    return out.text("s", list.symbol())
        .number("g", list.listId())
        .text("c", list.contingency())
        .text("l", list.status())
        .text("L", list.status().orderStatus())
        .text("r", "NONE")
        .text("C", list.clientListId())
        .number("T", timeMs)
        .raw("O", OrderTexts.array(list.orders(), EventTexts::member))
        .end();
  }

  private static String member(OrderView order) {
    return new Fields()
        .text("s", order.ticket().symbol())
        .number("i", order.orderId())
        .text("c", order.clientOrderId())
        .end();
  }

  private static String order(Fields out, OrderReport report) {
    OrderView order = report.order();
    asked(out, report);
    out.text("x", report.type())
        .text("X", order.status())
        .text("r", reason(report.refusal()))
        .number("i", order.orderId());
    last(out, report);
    out.number("O", order.times().createdMs())
        .e8("Z", order.done().quoteE8())
        .e8("Y", report.last().quoteE8())
        .e8("Q", order.ticket().amounts().quoteQtyE8());
    if (order.times().trailingMs() >= 0) {
      out.number("D", order.times().trailingMs());
    }
    if (order.ticket().labels().strategyId() >= 0) {
      out.number("j", order.ticket().labels().strategyId());
    }
    if (order.ticket().labels().strategyType() >= 0) {
      out.number("J", order.ticket().labels().strategyType());
    }
    if (order.working()) {
      out.number("W", order.times().workingMs());
    }
    out.text("V", order.ticket().prevention());
    return ends(out, report).end();
  }

  /** The exchange's word for a refusal in a report. */
  private static String reason(String refusal) {
    return switch (refusal) {
      case "" -> "NONE";
      case "Account has insufficient balance for requested action." -> "INSUFFICIENT_BALANCES";
      case "Order would trigger immediately." -> "STOP_PRICE_WOULD_TRIGGER_IMMEDIATELY";
      case "Order would immediately match and take." -> "WOULD_MATCH_IMMEDIATELY";
      case "Duplicate order sent." -> "DUPLICATE_ORDER";
      case "Market is closed." -> "MARKET_CLOSED";
      default -> "REJECTED";
    };
  }

  private static void asked(Fields out, OrderReport report) {
    OrderView order = report.order();
    Amounts amounts = order.ticket().amounts();
    out.text("s", order.ticket().symbol())
        .text("c", report.clientId())
        .text("S", order.ticket().side())
        .text("o", order.ticket().type())
        .text("f", order.ticket().force())
        .e8("q", amounts.qtyE8())
        .e8("p", amounts.priceE8())
        .e8("P", amounts.stopPriceE8());
    if (amounts.trailingDelta() > 0) {
      out.number("d", amounts.trailingDelta());
    }
    out.e8("F", amounts.icebergE8()).number("g", order.listId()).text("C", report.origClientId());
  }

  private static void last(Fields out, OrderReport report) {
    OrderView order = report.order();
    Execution last = report.last();
    boolean traded = report.type() == ExecutionType.TRADE;
    out.e8("l", traded ? last.qtyE8() : 0)
        .e8("z", order.done().qtyE8())
        .e8("L", traded ? last.priceE8() : 0)
        .text("n", traded ? Fields.decimal(last.feeE8()) : "0")
        .raw("N", traded ? "\"" + last.feeAsset() + "\"" : "null")
        .number("T", report.timeMs())
        .number("t", last.tradeId());
    if (order.prevented().matchId() >= 0) {
      out.number("v", order.prevented().matchId());
    }
    boolean onBook =
        order.working()
            && (order.status() == OrderStatus.NEW
                || order.status() == OrderStatus.PARTIALLY_FILLED);
    out.number("I", report.executionId())
        .flag("w", onBook)
        .flag("m", last.maker())
        .flag("M", false);
  }

  private static Fields ends(Fields out, OrderReport report) {
    OrderView order = report.order();
    if (report.type() == ExecutionType.TRADE_PREVENTION) {
      out.e8("A", order.prevented().qtyE8())
          .e8("B", report.last().qtyE8())
          .number("u", -1)
          .number("U", report.last().counterOrderId())
          .text("Cs", order.ticket().symbol())
          .e8("pl", report.last().qtyE8())
          .e8("pL", report.last().priceE8());
    }
    if (order.expiry() != ExpiryReason.NONE) {
      out.text("eR", order.expiry());
    }
    return out;
  }
}
