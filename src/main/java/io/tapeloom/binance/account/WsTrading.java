package io.tapeloom.binance.account;

import io.tapeloom.binance.answer.SpotAccount;
import io.tapeloom.binance.answer.SpotOrders;
import io.tapeloom.binance.answer.SpotReplies;
import io.tapeloom.binance.answer.UsdmOrders;
import io.tapeloom.binance.answer.UsdmReplies;
import io.tapeloom.kernel.Symbol;
import io.tapeloom.ledger.SendOutcome;
import io.vertx.core.Future;

/** Orders over the WS-API: one round trip less than REST, the same outcomes. */
public final class WsTrading {
  private final WsApi api;

  /** Trading over that socket. */
  public WsTrading(WsApi api) {
    this.api = api;
  }

  /** Says once who speaks on this line; Ed25519 keys alone may, others are rejected. */
  public Future<SendOutcome<SpotAccount.Session>> logon() {
    return api.call(SpotReplies.WS_LOGON, Query.empty(), Cost.question(2), true, true);
  }

  /** Sends a spot order. */
  public Future<SendOutcome<SpotOrders.Placed>> place(SpotOrder order) {
    return api.call(SpotReplies.WS_PLACE, order.query(), Cost.order(1, 1), order.protects(), true);
  }

  /** Sends a USD-M order. */
  public Future<SendOutcome<UsdmOrders.Placed>> place(UsdmOrder order) {
    return api.call(UsdmReplies.WS_PLACE, order.query(), Cost.order(0, 1), order.protects(), true);
  }

  /** Places a USD-M stop. */
  public Future<SendOutcome<UsdmOrders.AlgoOrder>> placeAlgo(AlgoOrder order) {
    return api.call(UsdmReplies.WS_ALGO_PLACE, order.query(), Cost.order(0, 1), true, true);
  }

  /** Cancels a USD-M stop. */
  public Future<SendOutcome<UsdmOrders.AlgoCanceled>> cancelAlgo(OrderRef order) {
    Query query = order.on(Query.empty(), "algoId", "clientAlgoId");
    return api.call(UsdmReplies.WS_ALGO_CANCEL, query, Cost.order(1, 0), true, true);
  }

  /** Cancels a spot order. */
  public Future<SendOutcome<SpotOrders.Canceled>> cancelSpot(Symbol symbol, OrderRef order) {
    return api.call(SpotReplies.WS_CANCEL, which(symbol, order), Cost.order(1, 0), true, true);
  }

  /** Cancels a USD-M order. */
  public Future<SendOutcome<UsdmOrders.Placed>> cancelUsdm(Symbol symbol, OrderRef order) {
    return api.call(UsdmReplies.WS_CANCEL, which(symbol, order), Cost.order(1, 0), true, true);
  }

  /** A spot order as it stands. */
  public Future<SendOutcome<SpotOrders.Order>> statusSpot(Symbol symbol, OrderRef order) {
    return api.call(SpotReplies.WS_QUERY, which(symbol, order), Cost.question(4), true, true);
  }

  /** A USD-M order as it stands. */
  public Future<SendOutcome<UsdmOrders.Order>> statusUsdm(Symbol symbol, OrderRef order) {
    return api.call(UsdmReplies.WS_QUERY, which(symbol, order), Cost.question(1), true, true);
  }

  private static Query which(Symbol symbol, OrderRef order) {
    return order.on(Query.of("symbol", symbol), "orderId", "origClientOrderId");
  }
}
