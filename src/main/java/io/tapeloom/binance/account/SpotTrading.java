package io.tapeloom.binance.account;

import io.tapeloom.binance.answer.SpotAccount;
import io.tapeloom.binance.answer.SpotOrders;
import io.tapeloom.binance.answer.SpotReplies;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Symbol;
import io.tapeloom.ledger.OrderSide;
import io.tapeloom.ledger.SendOutcome;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Orders and account of the spot market. What changes something ends in a {@link SendOutcome}; what
 * only asks fails with a {@code RestFailure}.
 */
public final class SpotTrading {
  private final AccountRest rest;

  /** Trading by those calls. */
  public SpotTrading(AccountRest rest) {
    this.rest = rest;
  }

  /** Sends an order now. */
  public Future<SendOutcome<SpotOrders.Placed>> place(SpotOrder order) {
    return place(order, order.query());
  }

  /** Sends an order under a fence taken before. */
  public Future<SendOutcome<SpotOrders.Placed>> place(SpotOrder order, Stamp stamp) {
    return place(order, stamp.on(order.query()));
  }

  private Future<SendOutcome<SpotOrders.Placed>> place(SpotOrder order, Query query) {
    return rest.send(new Ask<>(SpotReplies.PLACE, query, Cost.order(1, 1), order.protects(), true));
  }

  /** Cancels an order. */
  public Future<SendOutcome<SpotOrders.Canceled>> cancel(Symbol symbol, OrderRef order) {
    Query query = order.on(Query.of("symbol", symbol), "orderId", "origClientOrderId");
    return rest.send(Ask.protecting(SpotReplies.CANCEL, query, Cost.order(1, 0)));
  }

  /** Cancels every order and list of a symbol; without any it is rejected as no such order. */
  public Future<SendOutcome<List<SpotOrders.OpenCancel>>> cancelAll(Symbol symbol) {
    Query query = Query.of("symbol", symbol);
    return rest.send(Ask.protecting(SpotReplies.CANCEL_ALL, query, Cost.order(1, 0)));
  }

  /** Cancels one order and places another, only if the cancel worked; each half has its result. */
  public Future<SendOutcome<SpotOrders.Replaced>> replace(OrderRef old, SpotOrder order) {
    Query query =
        old.on(order.query(), "cancelOrderId", "cancelOrigClientOrderId")
            .put("cancelReplaceMode", "STOP_ON_FAILURE");
    return rest.send(
        new Ask<>(SpotReplies.REPLACE, query, Cost.order(1, 1), order.protects(), true));
  }

  /** Makes an order smaller without losing its place. */
  public Future<SendOutcome<SpotOrders.Amended>> amend(
      Symbol symbol, OrderRef order, Fixed newQty) {
    Query query =
        order.on(Query.of("symbol", symbol), "orderId", "origClientOrderId").put("newQty", newQty);
    return rest.send(Ask.protecting(SpotReplies.AMEND, query, Cost.order(4, 0)));
  }

  /** A profit and a stop of which one cancels the other, to leave a balance that is held. */
  public Future<SendOutcome<SpotOrders.OrderList>> placeOco(Oco oco) {
    return rest.send(Ask.protecting(SpotReplies.PLACE_OCO, oco.query(), Cost.order(1, 2)));
  }

  /**
   * Two exits of one balance.
   *
   * @param above price of the limit order above the market, for a sale the profit
   * @param belowStop price at which the lower one wakes
   * @param belowLimit price of the lower one then
   */
  public record Oco(
      Symbol symbol,
      OrderSide side,
      Fixed qty,
      Fixed above,
      Fixed belowStop,
      Fixed belowLimit,
      String clientListId) {
    Query query() {
      return Query.of("symbol", symbol)
          .put("side", side)
          .put("quantity", qty)
          .put("listClientOrderId", clientListId)
          .put("aboveType", "LIMIT_MAKER")
          .put("abovePrice", above)
          .put("belowType", "STOP_LOSS_LIMIT")
          .put("belowStopPrice", belowStop)
          .put("belowPrice", belowLimit)
          .put("belowTimeInForce", "GTC");
    }
  }

  /** Cancels a list of orders. */
  public Future<SendOutcome<SpotOrders.OrderList>> cancelList(Symbol symbol, long orderListId) {
    Query query = Query.of("symbol", symbol).put("orderListId", orderListId);
    return rest.send(Ask.protecting(SpotReplies.CANCEL_LIST, query, Cost.order(1, 0)));
  }

  /** An order as it stands. */
  public Future<SpotOrders.Order> query(Symbol symbol, OrderRef order) {
    Query query = order.on(Query.of("symbol", symbol), "orderId", "origClientOrderId");
    return rest.ask(Ask.protecting(SpotReplies.QUERY, query, Cost.question(4)));
  }

  /** Orders that rest, of one symbol or of all. */
  public Future<List<SpotOrders.Order>> openOrders(Optional<Symbol> symbol) {
    Query query = Query.empty().put("symbol", symbol);
    int weight = symbol.isPresent() ? 6 : 80;
    return rest.ask(Ask.of(SpotReplies.OPEN_ORDERS, query, Cost.question(weight)));
  }

  /** Balances and permissions. */
  public Future<SpotAccount.Account> account() {
    return rest.ask(Ask.of(SpotReplies.ACCOUNT, Query.empty(), Cost.question(20)));
  }

  /** Executions of ours from that trade id on, ascending. */
  public Future<List<SpotAccount.Trade>> myTrades(Symbol symbol, long fromId) {
    Query query = Query.of("symbol", symbol).put("fromId", fromId).put("limit", 1_000);
    return rest.ask(Ask.of(SpotReplies.MY_TRADES, query, Cost.question(20)));
  }

  /** Executions of one order. */
  public Future<List<SpotAccount.Trade>> tradesOf(Symbol symbol, long orderId) {
    Query query = Query.of("symbol", symbol).put("orderId", orderId);
    return rest.ask(Ask.of(SpotReplies.MY_TRADES, query, Cost.question(5)));
  }

  /** Fee rates of a symbol. */
  public Future<SpotOrders.Commissions> commission(Symbol symbol) {
    Query query = Query.of("symbol", symbol);
    return rest.ask(Ask.of(SpotReplies.COMMISSION, query, Cost.question(20)));
  }

  /** What the key may do, for the check that it cannot withdraw. */
  public Future<SpotAccount.ApiRestrictions> apiRestrictions() {
    return rest.ask(Ask.of(SpotReplies.API_RESTRICTIONS, Query.empty(), Cost.question(1)));
  }
}
