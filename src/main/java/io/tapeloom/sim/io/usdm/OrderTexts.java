package io.tapeloom.sim.io.usdm;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.usdm.AmendmentRow;
import io.tapeloom.sim.usdm.OrderState;
import io.tapeloom.sim.usdm.OrderType;

/**
 * Orders as the exchange writes them. Answers to commands tell no average price and no quote
 * amount; queries do.
 */
final class OrderTexts {
  private static final int AVERAGE_DECIMALS = 5;

  private OrderTexts() {}

  /** Answer to placing or cancelling. */
  static String answer(OrderState order) {
    return Json.object(json -> answer(json, order));
  }

  private static void answer(Json json, OrderState order) {
    Listing listing = order.listing();
    json.text("clientOrderId", order.clientId());
    json.decimal("cumQty", order.executedE8(), listing.qtyDecimals());
    json.decimal("executedQty", order.executedE8(), listing.qtyDecimals());
    json.number("orderId", order.id());
    json.decimal("origQty", order.quantityE8(), listing.qtyDecimals());
    json.decimal("price", order.priceE8(), listing.priceDecimals());
    json.flag("reduceOnly", order.reduceOnly());
    json.text("side", order.side());
    json.text("positionSide", order.positionSide());
    json.text("status", order.status());
    json.decimal("stopPrice", order.stopE8(), listing.priceDecimals());
    json.flag("closePosition", order.closePosition());
    json.text("symbol", listing.name());
    json.text("timeInForce", order.timeInForce());
    json.text("type", order.type());
    json.text("origType", order.origType());
    trailing(json, order);
    json.number("updateTime", order.updateMs());
    tail(json, order);
  }

  /** Only orders that came from a trailing stop have these two. */
  private static void trailing(Json json, OrderState order) {
    if (order.origType() == OrderType.TRAILING_STOP_MARKET) {
      json.plain("activatePrice", order.activateE8());
      json.plain("priceRate", order.callbackE8());
    }
  }

  private static void tail(Json json, OrderState order) {
    json.text("workingType", order.workingType());
    json.flag("priceProtect", order.priceProtect());
    json.text("priceMatch", order.priceMatch());
    json.text("selfTradePreventionMode", order.stp());
    json.number("goodTillDate", order.goodTillMs());
  }

  /** Answer to a test order. */
  static String test(OrderState order) {
    return Json.object(
        json -> {
          answer(json, order);
          json.text("cumQuote", "0");
          json.text("avgPrice", "0.00000");
        });
  }

  /** Answer to a query. */
  static String query(OrderState order) {
    return Json.object(json -> query(json, order));
  }

  private static void query(Json json, OrderState order) {
    Listing listing = order.listing();
    json.text("avgPrice", average(order));
    json.text("clientOrderId", order.clientId());
    json.plain("cumQuote", order.quoteE8());
    json.decimal("executedQty", order.executedE8(), listing.qtyDecimals());
    json.number("orderId", order.id());
    json.decimal("origQty", order.quantityE8(), listing.qtyDecimals());
    json.text("origType", order.origType());
    json.decimal("price", order.priceE8(), listing.priceDecimals());
    json.flag("reduceOnly", order.reduceOnly());
    json.text("side", order.side());
    json.text("positionSide", order.positionSide());
    json.text("status", order.status());
    json.decimal("stopPrice", order.stopE8(), listing.priceDecimals());
    json.flag("closePosition", order.closePosition());
    json.text("symbol", listing.name());
    json.number("time", order.timeMs());
    json.text("timeInForce", order.timeInForce());
    json.text("type", order.type());
    trailing(json, order);
    json.number("updateTime", order.updateMs());
    tail(json, order);
  }

  static String average(OrderState order) {
    return Json.decimal(order.averageE8(), AVERAGE_DECIMALS);
  }

  /** Answer to an amendment, or to placing over the WebSocket API. */
  static String wide(OrderState order, boolean pair, boolean amended) {
    Listing listing = order.listing();
    return Json.object(
        json -> {
          json.number("orderId", order.id());
          json.text("symbol", listing.name());
          if (pair) {
            json.text("pair", listing.name());
          }
          json.text("status", order.status());
          json.text("clientOrderId", order.clientId());
          if (amended) {
            json.number("modifyId", order.amendments());
          }
          wide(json, order);
        });
  }

  private static void wide(Json json, OrderState order) {
    Listing listing = order.listing();
    json.decimal("price", order.priceE8(), listing.priceDecimals());
    json.decimal("origQty", order.quantityE8(), listing.qtyDecimals());
    json.decimal("executedQty", order.executedE8(), listing.qtyDecimals());
    json.decimal("cumQty", order.executedE8(), listing.qtyDecimals());
    json.text("timeInForce", order.timeInForce());
    json.text("type", order.type());
    json.flag("reduceOnly", order.reduceOnly());
    json.flag("closePosition", order.closePosition());
    json.text("side", order.side());
    json.text("positionSide", order.positionSide());
    json.decimal("stopPrice", order.stopE8(), listing.priceDecimals());
    json.text("workingType", order.workingType());
    json.flag("priceProtect", order.priceProtect());
    json.text("origType", order.origType());
    json.text("priceMatch", order.priceMatch());
    json.text("selfTradePreventionMode", order.stp());
    json.number("goodTillDate", order.goodTillMs());
    json.number("updateTime", order.updateMs());
  }

  /** A row of forceOrders. */
  static void forced(Json json, OrderState order) {
    Listing listing = order.listing();
    json.open();
    json.number("orderId", order.id());
    json.text("symbol", listing.name());
    json.text("status", order.status());
    json.text("clientOrderId", order.clientId());
    json.decimal("price", order.priceE8(), listing.priceDecimals());
    json.text("avgPrice", average(order));
    json.decimal("origQty", order.quantityE8(), listing.qtyDecimals());
    json.decimal("executedQty", order.executedE8(), listing.qtyDecimals());
    json.plain("cumQuote", order.quoteE8());
    json.text("timeInForce", order.timeInForce());
    json.text("type", order.type());
    json.flag("reduceOnly", order.reduceOnly());
    json.flag("closePosition", order.closePosition());
    json.text("side", order.side());
    json.text("positionSide", order.positionSide());
    json.text("stopPrice", "0");
    json.text("workingType", order.workingType());
    json.text("origType", order.origType());
    json.number("time", order.timeMs());
    json.number("updateTime", order.updateMs());
    json.close();
  }

  /** A row of orderAmendment. */
  static void amendment(Json json, AmendmentRow row) {
    OrderState order = row.order();
    Listing listing = order.listing();
    json.open();
    json.number("amendmentId", row.id());
    json.text("symbol", listing.name());
    json.text("pair", listing.name());
    json.number("orderId", order.id());
    json.text("clientOrderId", order.clientId());
    json.number("time", row.timeMs());
    json.name("amendment").open();
    change(json, "price", row.priceBeforeE8(), order.priceE8());
    change(json, "origQty", row.quantityBeforeE8(), order.quantityE8());
    json.number("count", row.count());
    json.number("modifyId", row.count());
    json.close();
    json.close();
  }

  private static void change(Json json, String name, long beforeE8, long afterE8) {
    json.name(name).open();
    json.text("before", Decimals.format(beforeE8));
    json.text("after", Decimals.format(afterE8));
    json.close();
  }
}
