package io.tapeloom.sim.io.usdm;

import io.tapeloom.sim.Listing;
import io.tapeloom.sim.usdm.AlgoState;
import io.tapeloom.sim.usdm.NewOrder;
import io.tapeloom.sim.usdm.OrderType;

/** Conditional orders as the algo service writes them. */
final class AlgoTexts {
  private AlgoTexts() {}

  /** Answer to placing; over the WebSocket API without the fields of trailing stops. */
  static String placed(AlgoState algo, boolean webSocket) {
    return Json.object(
        json -> {
          head(json, algo);
          prices(json, algo);
          modes(json, algo);
          if (!webSocket || algo.request().type() == OrderType.TRAILING_STOP_MARKET) {
            trailing(json, algo);
          }
          times(json, algo);
        });
  }

  private static void trailing(Json json, AlgoState algo) {
    boolean trails = algo.request().type() == OrderType.TRAILING_STOP_MARKET;
    Listing listing = algo.listing();
    json.text(
        "activatePrice", trails ? Json.decimal(algo.activateE8(), listing.priceDecimals()) : "");
    long callback = algo.request().algo().callbackE8().orElse(0);
    json.text("callbackRate", trails ? Json.decimal(callback, 1) : "");
  }

  private static void head(Json json, AlgoState algo) {
    NewOrder request = algo.request();
    json.number("algoId", algo.id());
    json.text("clientAlgoId", algo.clientId());
    json.text("algoType", "CONDITIONAL");
    json.text("orderType", request.type());
    json.text("symbol", algo.listing().name());
    json.text("side", request.side());
    json.text("positionSide", algo.positionSide());
    json.text("timeInForce", algo.timeInForce());
    json.decimal("quantity", algo.quantityE8(), algo.listing().qtyDecimals());
    json.text("algoStatus", algo.status());
  }

  private static void prices(Json json, AlgoState algo) {
    json.decimal("triggerPrice", algo.triggerE8(), algo.listing().priceDecimals());
    json.decimal("price", algo.priceE8(), algo.listing().priceDecimals());
    json.text("icebergQuantity", "null");
  }

  private static void modes(Json json, AlgoState algo) {
    NewOrder request = algo.request();
    json.text("selfTradePreventionMode", request.stp());
    json.text("workingType", request.algo().workingType());
    json.text("priceMatch", request.priceMatch());
    json.flag("closePosition", request.closePosition());
    json.flag("priceProtect", request.algo().priceProtect());
    json.flag("reduceOnly", request.reduceOnly().orElse(request.closePosition()));
  }

  private static void times(Json json, AlgoState algo) {
    json.number("createTime", algo.timeMs());
    json.number("updateTime", algo.updateMs());
    json.number("triggerTime", algo.triggerMs());
    json.number("goodTillDate", algo.request().goodTillMs());
  }

  /** Answer to a query of one, or a row of a list, which has four prices more. */
  static String query(AlgoState algo, boolean row) {
    Listing listing = algo.listing();
    return Json.object(
        json -> {
          head(json, algo);
          json.text("actualOrderId", orderId(algo));
          json.decimal("actualPrice", algo.actualE8(), 5);
          if (!row) {
            json.text("actualType", algo.request().type().priced() ? "LIMIT" : "MARKET");
            json.decimal("actualQty", algo.executedE8(), listing.qtyDecimals());
          }
          prices(json, algo);
          if (row) {
            for (String name : new String[] {"tpTriggerPrice", "tpPrice"}) {
              json.decimal(name, 0, listing.priceDecimals());
            }
            for (String name : new String[] {"slTriggerPrice", "slPrice"}) {
              json.decimal(name, 0, listing.priceDecimals());
            }
          }
          json.text("tpOrderType", "");
          modes(json, algo);
          if (algo.request().type() == OrderType.TRAILING_STOP_MARKET) {
            trailing(json, algo);
          }
          times(json, algo);
        });
  }

  static String orderId(AlgoState algo) {
    return algo.orderId().isPresent() ? Long.toString(algo.orderId().getAsLong()) : "";
  }

  /** Answer to a cancel. */
  static String cancelled(AlgoState algo) {
    return Json.object(
        json -> {
          json.number("algoId", algo.id());
          json.text("clientAlgoId", algo.clientId());
          json.text("code", "200");
          json.text("msg", "success");
        });
  }
}
