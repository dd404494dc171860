package io.tapeloom.sim.io.usdm;

import io.tapeloom.sim.usdm.Bracket;
import io.tapeloom.sim.usdm.IncomeRow;
import io.tapeloom.sim.usdm.MarginRow;
import io.tapeloom.sim.usdm.OrderSide;
import io.tapeloom.sim.usdm.OrderState;
import io.tapeloom.sim.usdm.TradeRow;
import io.tapeloom.sim.usdm.UsdmRules;

/** Rows of the past and of the margin tables as the exchange writes them. */
final class HistoryTexts {
  private HistoryTexts() {}

  static void trade(Json json, TradeRow trade) {
    OrderState order = trade.order();
    json.open();
    json.flag("buyer", order.side() == OrderSide.BUY);
    json.money("commission", trade.feeE8());
    json.text("commissionAsset", trade.feeAsset());
    json.number("id", trade.id());
    json.flag("maker", trade.maker());
    json.number("orderId", order.id());
    json.decimal("price", trade.priceE8(), order.listing().priceDecimals());
    json.decimal("qty", trade.quantityE8(), order.listing().qtyDecimals());
    json.plain("quoteQty", trade.quoteE8());
    json.money("realizedPnl", trade.realizedE8());
    json.text("side", order.side());
    json.text("positionSide", order.positionSide());
    json.text("symbol", order.listing().name());
    json.number("time", trade.timeMs());
    json.close();
  }

  static void income(Json json, IncomeRow row) {
    json.open();
    json.text("symbol", row.symbol());
    json.text("incomeType", row.kind());
    json.money("income", row.amountE8());
    json.text("asset", row.asset());
    json.text("info", row.info());
    json.number("time", row.timeMs());
    json.number("tranId", row.id());
    json.text("tradeId", row.tradeId().isPresent() ? row.info() : "");
    json.close();
  }

  static void margin(Json json, MarginRow row) {
    json.open();
    json.text("symbol", row.symbol());
    json.number("type", row.type());
    json.text("deltaType", "USER_ADJUST");
    json.money("amount", row.amountE8());
    json.text("asset", "USDT");
    json.number("time", row.timeMs());
    json.text("positionSide", row.positionSide());
    json.close();
  }

  static void brackets(Json json, UsdmRules rules) {
    json.open();
    json.text("symbol", rules.listing().name());
    json.raw("notionalCoef", "1.0");
    json.name("brackets").array(rules.brackets().rows(), HistoryTexts::bracket);
    json.close();
  }

  private static void bracket(Json json, Bracket row) {
    json.open();
    json.number("bracket", row.number());
    json.number("initialLeverage", row.leverage());
    json.raw("notionalCap", Json.decimal(row.capE8(), 0));
    json.raw("notionalFloor", Json.decimal(row.floorE8(), 0));
    json.raw("maintMarginRatio", Json.decimal(row.maintenanceE8(), 1));
    json.raw("cum", Json.decimal(row.cumE8(), 1));
    json.close();
  }
}
