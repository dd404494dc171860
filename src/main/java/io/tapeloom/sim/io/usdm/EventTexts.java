package io.tapeloom.sim.io.usdm;

import io.tapeloom.sim.Listing;
import io.tapeloom.sim.usdm.AlgoState;
import io.tapeloom.sim.usdm.AlgoStatus;
import io.tapeloom.sim.usdm.MarginType;
import io.tapeloom.sim.usdm.NewOrder;
import io.tapeloom.sim.usdm.OrderState;
import io.tapeloom.sim.usdm.OrderType;
import io.tapeloom.sim.usdm.PositionState;
import io.tapeloom.sim.usdm.UsdmEvent;
import io.tapeloom.sim.usdm.UsdmEvent.AccountChanged;
import io.tapeloom.sim.usdm.UsdmEvent.AlgoChanged;
import io.tapeloom.sim.usdm.UsdmEvent.Fill;
import io.tapeloom.sim.usdm.UsdmEvent.LeverageChanged;
import io.tapeloom.sim.usdm.UsdmEvent.Liquidated;
import io.tapeloom.sim.usdm.UsdmEvent.MarginCalled;
import io.tapeloom.sim.usdm.UsdmEvent.OrderChanged;
import java.util.Optional;

/** What user streams carry, field by field in the official order. */
final class EventTexts {
  private EventTexts() {}

  private static Json event(String type, long firstMs, boolean eventFirst) {
    Json json = new Json();
    json.open().text("e", type);
    json.number(eventFirst ? "E" : "T", firstMs);
    return json.number(eventFirst ? "T" : "E", firstMs);
  }

  static String order(OrderChanged event) {
    Json json = event("ORDER_TRADE_UPDATE", event.timeMs(), false);
    json.name("o").open();
    terms(json, event);
    fill(json, event);
    OrderState order = event.order();
    json.plain("b", event.bidsE8());
    json.plain("a", event.asksE8());
    json.flag("m", event.fill().map(Fill::maker).orElse(false));
    json.flag("R", order.reduceOnly());
    json.text("wt", order.workingType());
    json.text("ot", order.origType());
    json.text("ps", order.positionSide());
    json.flag("cp", order.closePosition());
    json.plain("AP", order.activateE8());
    json.plain("cr", order.callbackE8());
    json.flag("pP", order.priceProtect());
    json.number("si", 0);
    json.number("ss", 0);
    json.plain("rp", event.fill().map(Fill::realizedE8).orElse(0L));
    json.text("V", order.stp());
    json.text("pm", order.priceMatch());
    json.number("gtd", order.goodTillMs());
    json.text("er", Integer.toString(event.expiry().code()));
    return json.close().close().text();
  }

  private static void terms(Json json, OrderChanged event) {
    OrderState order = event.order();
    Listing listing = order.listing();
    json.text("s", listing.name());
    json.text("c", order.clientId());
    json.text("S", order.side());
    json.text("o", order.type());
    json.text("f", order.timeInForce());
    json.decimal("q", order.quantityE8(), listing.qtyDecimals());
    json.decimal("p", order.priceE8(), listing.priceDecimals());
    json.decimal("ap", order.averageE8(), listing.priceDecimals());
    json.decimal("sp", order.stopE8(), listing.priceDecimals());
    json.text("x", event.execution());
    json.text("X", event.insured() ? "NEW_INSURANCE" : order.status().name());
    json.number("i", order.id());
  }

  private static void fill(Json json, OrderChanged event) {
    OrderState order = event.order();
    Listing listing = order.listing();
    Optional<Fill> fill = event.fill();
    long quantity = fill.map(Fill::quantityE8).orElse(0L);
    json.decimal("l", quantity, listing.qtyDecimals());
    json.decimal("z", order.executedE8(), listing.qtyDecimals());
    json.decimal("L", fill.map(Fill::priceE8).orElse(0L), listing.priceDecimals());
    fill.ifPresent(f -> json.text("N", f.feeAsset()).money("n", f.feeE8()));
    json.number("T", order.updateMs());
    json.number("t", fill.map(Fill::tradeId).orElse(0L));
  }

  static String lite(OrderChanged event, Fill fill) {
    OrderState order = event.order();
    Listing listing = order.listing();
    Json json = event("TRADE_LITE", event.timeMs(), true);
    json.text("s", listing.name());
    json.decimal("q", order.quantityE8(), listing.qtyDecimals());
    json.decimal("p", order.priceE8(), listing.priceDecimals());
    json.flag("m", fill.maker());
    json.text("c", order.clientId());
    json.text("S", order.side());
    json.decimal("L", fill.priceE8(), listing.priceDecimals());
    json.decimal("l", fill.quantityE8(), listing.qtyDecimals());
    json.number("t", fill.tradeId());
    json.number("i", order.id());
    return json.close().text();
  }

  static String account(AccountChanged event) {
    Json json = event("ACCOUNT_UPDATE", event.timeMs(), false);
    json.name("a").open();
    json.text("m", event.reason());
    json.name("B").array(event.balances(), EventTexts::balance);
    json.name("P").array(event.positions(), EventTexts::position);
    return json.close().close().text();
  }

  private static void balance(Json json, UsdmEvent.BalanceChange balance) {
    json.open();
    json.text("a", balance.asset());
    json.money("wb", balance.walletE8());
    json.money("cw", balance.crossWalletE8());
    json.plain("bc", balance.changeE8());
    json.close();
  }

  private static void position(Json json, PositionState position) {
    boolean isolated = position.marginType() == MarginType.ISOLATED;
    json.open();
    json.text("s", position.listing().name());
    json.plain("pa", position.quantityE8());
    json.plain("ep", position.entryE8());
    json.plain("bep", position.breakEvenE8());
    json.plain("cr", position.realizedE8());
    json.plain("up", position.unrealizedE8());
    json.text("mt", isolated ? "isolated" : "cross");
    json.money("iw", position.isolatedWalletE8());
    json.text("ps", position.side());
    json.close();
  }

  static String leverage(LeverageChanged event) {
    Json json = event("ACCOUNT_CONFIG_UPDATE", event.timeMs(), true);
    json.name("ac").open();
    json.text("s", event.symbol());
    json.number("l", event.leverage());
    return json.close().close().text();
  }

  static String marginCall(MarginCalled event) {
    Json json = new Json();
    json.open().text("e", "MARGIN_CALL").number("E", event.timeMs());
    event.crossWalletE8().ifPresent(cross -> json.plain("cw", cross));
    json.name("p").array(event.positions(), EventTexts::called);
    return json.close().text();
  }

  private static void called(Json json, PositionState position) {
    json.open();
    json.text("s", position.listing().name());
    json.text("ps", position.side());
    json.plain("pa", position.quantityE8());
    json.text("mt", position.marginType());
    json.plain("iw", position.isolatedWalletE8());
    json.plain("mp", position.markE8());
    json.plain("up", position.unrealizedE8());
    json.plain("mm", position.maintenanceE8());
    json.close();
  }

  static String algo(AlgoChanged event) {
    AlgoState algo = event.algo();
    NewOrder request = algo.request();
    Listing listing = algo.listing();
    Json json = event("ALGO_UPDATE", event.timeMs(), false);
    json.name("o").open();
    json.text("caid", algo.clientId());
    json.number("aid", algo.id());
    json.text("at", "CONDITIONAL");
    json.text("o", request.type());
    json.text("s", listing.name());
    json.text("S", request.side());
    json.text("ps", algo.positionSide());
    json.text("f", algo.timeInForce());
    json.decimal("q", algo.quantityE8(), listing.qtyDecimals());
    json.text("X", algo.status());
    json.text("ai", AlgoTexts.orderId(algo));
    json.decimal("ap", algo.actualE8(), 5);
    json.decimal("aq", algo.executedE8(), 5);
    json.text("act", algo.orderId().isEmpty() ? "0" : becomes(request));
    json.decimal("tp", algo.triggerE8(), listing.priceDecimals());
    json.decimal("p", algo.priceE8(), listing.priceDecimals());
    modes(json, algo);
    return json.close().close().text();
  }

  private static String becomes(NewOrder request) {
    return request.type().priced() ? "LIMIT" : "MARKET";
  }

  private static void modes(Json json, AlgoState algo) {
    NewOrder request = algo.request();
    json.text("V", request.stp());
    json.text("wt", request.algo().workingType());
    json.text("pm", request.priceMatch());
    json.flag("cp", request.closePosition());
    json.flag("pP", request.algo().priceProtect());
    json.flag("R", request.reduceOnly().orElse(request.closePosition()));
    json.number("tt", algo.triggerMs());
    json.number("gtd", request.goodTillMs());
    json.text("rm", algo.reason());
    boolean following = request.type() == OrderType.TRAILING_STOP_MARKET && algo.active();
    if (following && algo.status() == AlgoStatus.NEW) {
      json.flag("ia", true);
    }
  }

  /** What the public liquidation stream carries. */
  static String forced(Liquidated event) {
    OrderState order = event.order();
    Listing listing = order.listing();
    Json json = new Json();
    json.open().text("e", "forceOrder").number("E", event.timeMs());
    json.name("o").open();
    json.text("s", listing.name());
    json.text("S", order.side());
    json.text("o", order.type());
    json.text("f", order.timeInForce());
    json.decimal("q", order.quantityE8(), listing.qtyDecimals());
    json.decimal("p", order.priceE8(), listing.priceDecimals());
    json.decimal("ap", order.averageE8(), listing.priceDecimals());
    json.text("X", order.status());
    json.decimal("l", event.lastE8(), listing.qtyDecimals());
    json.decimal("z", order.executedE8(), listing.qtyDecimals());
    json.number("T", order.updateMs());
    return json.close().close().text();
  }
}
