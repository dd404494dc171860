package io.tapeloom.sim.io.spot;

import io.tapeloom.sim.spot.Amended;
import io.tapeloom.sim.spot.Amendment;
import io.tapeloom.sim.spot.Amounts;
import io.tapeloom.sim.spot.Cancelled;
import io.tapeloom.sim.spot.ExpiryReason;
import io.tapeloom.sim.spot.Fill;
import io.tapeloom.sim.spot.ListView;
import io.tapeloom.sim.spot.OrderView;
import io.tapeloom.sim.spot.Placed;
import io.tapeloom.sim.spot.PreventedMatch;
import io.tapeloom.sim.spot.Ticket;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Orders, trades and lists as the exchange's answers show them. */
final class OrderTexts {
  private OrderTexts() {}

  static <T> String array(List<T> items, Function<T, String> text) {
    return items.stream().map(text).collect(Collectors.joining(",", "[", "]"));
  }

  // ---- new orders ----

  static String placed(Placed placed, RespType type) {
    OrderView order = placed.order();
    Fields out = names(order).text("clientOrderId", order.clientOrderId());
    out.number("transactTime", placed.timeMs());
    if (type == RespType.ACK) {
      return out.end();
    }
    numbers(out, order);
    out.number("workingTime", order.times().workingMs());
    if (type == RespType.FULL) {
      out.raw("fills", array(placed.fills(), OrderTexts::part));
    }
    out.text("selfTradePreventionMode", order.ticket().prevention());
    return conditional(stops(out, order), order).end();
  }

  private static String part(Fill fill) {
    return new Fields()
        .e8("price", fill.priceE8())
        .e8("qty", fill.qtyE8())
        .e8("commission", fill.feeE8())
        .text("commissionAsset", fill.feeAsset())
        .number("tradeId", fill.tradeId())
        .end();
  }

  private static Fields names(OrderView order) {
    return new Fields()
        .text("symbol", order.ticket().symbol())
        .number("orderId", order.orderId())
        .number("orderListId", order.listId());
  }

  private static void numbers(Fields out, OrderView order) {
    Ticket ticket = order.ticket();
    out.e8("price", ticket.amounts().priceE8())
        .e8("origQty", ticket.amounts().qtyE8())
        .e8("executedQty", order.done().qtyE8())
        .e8("origQuoteOrderQty", ticket.amounts().quoteQtyE8())
        .e8("cummulativeQuoteQty", order.done().quoteE8())
        .text("status", order.status())
        .text("timeInForce", ticket.force())
        .text("type", ticket.type())
        .text("side", ticket.side());
  }

  /** What is shown only where an order has it. */
  private static Fields stops(Fields out, OrderView order) {
    Amounts amounts = order.ticket().amounts();
    if (amounts.stopPriceE8() > 0) {
      out.e8("stopPrice", amounts.stopPriceE8());
    }
    if (amounts.icebergE8() > 0) {
      out.e8("icebergQty", amounts.icebergE8());
    }
    return out;
  }

  private static Fields conditional(Fields out, OrderView order) {
    if (order.prevented().matchId() >= 0) {
      out.number("preventedMatchId", order.prevented().matchId());
      out.e8("preventedQuantity", order.prevented().qtyE8());
    }
    if (order.ticket().labels().strategyId() >= 0) {
      out.number("strategyId", order.ticket().labels().strategyId());
    }
    if (order.ticket().labels().strategyType() >= 0) {
      out.number("strategyType", order.ticket().labels().strategyType());
    }
    if (order.ticket().amounts().trailingDelta() > 0) {
      out.number("trailingDelta", order.ticket().amounts().trailingDelta());
      out.number("trailingTime", order.times().trailingMs());
    }
    if (order.expiry() != ExpiryReason.NONE) {
      out.text("expiryReason", order.expiry());
    }
    return out;
  }

  // ---- orders as they stand ----

  static String order(OrderView order) {
    Fields out = names(order).text("clientOrderId", order.clientOrderId());
    numbers(out, order);
    out.e8("stopPrice", order.ticket().amounts().stopPriceE8())
        .e8("icebergQty", order.ticket().amounts().icebergE8())
        .number("time", order.times().createdMs())
        .number("updateTime", order.times().updatedMs())
        .flag("isWorking", order.working())
        .number("workingTime", order.times().workingMs())
        .text("selfTradePreventionMode", order.ticket().prevention());
    return conditional(out, order).end();
  }

  static String amended(Amended amended) {
    OrderView order = amended.order();
    Ticket ticket = order.ticket();
    Fields out =
        names(order)
            .text("origClientOrderId", amended.origClientOrderId())
            .text("clientOrderId", order.clientOrderId())
            .e8("price", ticket.amounts().priceE8())
            .e8("qty", ticket.amounts().qtyE8())
            .e8("executedQty", order.done().qtyE8())
            .e8("preventedQty", order.prevented().qtyE8())
            .e8("quoteOrderQty", ticket.amounts().quoteQtyE8())
            .e8("cumulativeQuoteQty", order.done().quoteE8())
            .text("status", order.status())
            .text("timeInForce", ticket.force())
            .text("type", ticket.type())
            .text("side", ticket.side())
            .number("workingTime", order.times().workingMs())
            .text("selfTradePreventionMode", ticket.prevention());
    Fields whole =
        new Fields()
            .number("transactTime", amended.timeMs())
            .number("executionId", amended.executionId())
            .raw("amendedOrder", conditional(stops(out, order), order).end());
    amended.list().ifPresent(list -> whole.raw("listStatus", listOfAmended(list)));
    return whole.end();
  }

  private static String listOfAmended(ListView list) {
    return new Fields()
        .number("orderListId", list.listId())
        .text("contingencyType", list.contingency())
        .text("listOrderStatus", list.status().orderStatus())
        .text("listClientOrderId", list.clientListId())
        .text("symbol", list.symbol())
        .raw("orders", array(list.orders(), OrderTexts::member))
        .end();
  }

  static String amendment(Amendment amendment) {
    return new Fields()
        .text("symbol", amendment.symbol())
        .number("orderId", amendment.orderId())
        .number("executionId", amendment.executionId())
        .text("origClientOrderId", amendment.origClientOrderId())
        .text("newClientOrderId", amendment.newClientOrderId())
        .e8("origQty", amendment.origQtyE8())
        .e8("newQty", amendment.newQtyE8())
        .number("time", amendment.timeMs())
        .end();
  }

  // ---- cancels ----

  /** One order, or the whole list that went with it. */
  static String cancelled(Cancelled cancelled) {
    return cancelled
        .list()
        .map(list -> list(list, array(cancelled.reports(), OrderTexts::report)))
        .orElseGet(() -> report(cancelled.first()));
  }

  private static String report(Cancelled.Report report) {
    OrderView order = report.order();
    Fields out =
        new Fields()
            .text("symbol", order.ticket().symbol())
            .text("origClientOrderId", order.clientOrderId())
            .number("orderId", order.orderId())
            .number("orderListId", order.listId())
            .text("clientOrderId", report.requestId())
            .number("transactTime", report.timeMs());
    numbers(out, order);
    stops(out, order).text("selfTradePreventionMode", order.ticket().prevention());
    return conditional(out, order).end();
  }

  // ---- lists ----

  static String list(ListView list) {
    return head(list).end();
  }

  /** A list with the full story of its orders. */
  static String list(ListView list, String reports) {
    return head(list).raw("orderReports", reports).end();
  }

  private static Fields head(ListView list) {
    return new Fields()
        .number("orderListId", list.listId())
        .text("contingencyType", list.contingency())
        .text("listStatusType", list.status())
        .text("listOrderStatus", list.status().orderStatus())
        .text("listClientOrderId", list.clientListId())
        .number("transactionTime", list.timeMs())
        .text("symbol", list.symbol())
        .raw("orders", array(list.orders(), OrderTexts::member));
  }

  private static String member(OrderView order) {
    return new Fields()
        .text("symbol", order.ticket().symbol())
        .number("orderId", order.orderId())
        .text("clientOrderId", order.clientOrderId())
        .end();
  }

  // ---- trades ----

  static String trade(Fill fill) {
    return new Fields()
        .text("symbol", fill.symbol())
        .number("id", fill.tradeId())
        .number("orderId", fill.orderId())
        .number("orderListId", fill.listId())
        .e8("price", fill.priceE8())
        .e8("qty", fill.qtyE8())
        .e8("quoteQty", fill.quoteE8())
        .e8("commission", fill.feeE8())
        .text("commissionAsset", fill.feeAsset())
        .number("time", fill.timeMs())
        .flag("isBuyer", fill.buyer())
        .flag("isMaker", fill.maker())
        .flag("isBestMatch", true)
        .end();
  }

  static String prevented(PreventedMatch match) {
    Fields out =
        new Fields()
            .text("symbol", match.symbol())
            .number("preventedMatchId", match.matchId())
            .number("takerOrderId", match.takerOrderId())
            .text("makerSymbol", match.symbol())
            .number("makerOrderId", match.makerOrderId())
            .number("tradeGroupId", -1)
            .text("selfTradePreventionMode", match.mode())
            .e8("price", match.priceE8());
    if (match.takerE8() >= 0) {
      out.e8("takerPreventedQuantity", match.takerE8());
    }
    if (match.makerE8() >= 0) {
      out.e8("makerPreventedQuantity", match.makerE8());
    }
    return out.number("transactTime", match.timeMs()).end();
  }
}
