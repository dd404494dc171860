package io.tapeloom.binance.account;

import io.tapeloom.binance.answer.Done;
import io.tapeloom.binance.answer.UsdmOrders;
import io.tapeloom.binance.answer.UsdmReplies;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Symbol;
import io.tapeloom.ledger.OrderSide;
import io.tapeloom.ledger.SendOutcome;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Optional;

/**
 * USD-M orders. What changes something ends in a {@link SendOutcome}; what only asks fails with a
 * {@code RestFailure}. Stops live at the algo service and are found there alone until they trigger.
 */
public final class UsdmTrading {
  /** Orders of one batch. */
  public static final int MOST_IN_BATCH = 5;

  private final AccountRest rest;

  /** Trading by those calls. */
  public UsdmTrading(AccountRest rest) {
    this.rest = rest;
  }

  /** Sends an order now. */
  public Future<SendOutcome<UsdmOrders.Placed>> place(UsdmOrder order) {
    return place(order, order.query());
  }

  /** Sends an order under a fence taken before. */
  public Future<SendOutcome<UsdmOrders.Placed>> place(UsdmOrder order, Stamp stamp) {
    return place(order, stamp.on(order.query()));
  }

  private Future<SendOutcome<UsdmOrders.Placed>> place(UsdmOrder order, Query query) {
    return rest.send(new Ask<>(UsdmReplies.PLACE, query, Cost.order(0, 1), order.protects(), true));
  }

  /** Sends up to five orders; each element has an outcome of its own, in the order sent. */
  public Future<SendOutcome<List<SendOutcome<UsdmOrders.BatchItem>>>> placeBatch(
      List<UsdmOrder> orders) {
    JsonArray batch = new JsonArray(orders.stream().map(UsdmOrder::element).toList());
    boolean protects = orders.stream().allMatch(UsdmOrder::protects);
    Cost cost = Cost.order(5, Math.min(orders.size(), MOST_IN_BATCH));
    Query query = Query.of("batchOrders", batch.encode());
    return rest.send(new Ask<>(UsdmReplies.PLACE_BATCH, query, cost, protects, true))
        .map(answer -> Verdicts.each(answer, orders.size()));
  }

  /** Cancels an order; one that is filled already is rejected as no such order. */
  public Future<SendOutcome<UsdmOrders.Placed>> cancel(Symbol symbol, OrderRef order) {
    return rest.send(Ask.protecting(UsdmReplies.CANCEL, which(symbol, order), Cost.order(1, 0)));
  }

  /** Cancels every order of a symbol; stops at the algo service stay. */
  public Future<SendOutcome<Done>> cancelAll(Symbol symbol) {
    Query query = Query.of("symbol", symbol);
    return rest.send(Ask.protecting(UsdmReplies.CANCEL_ALL, query, Cost.order(1, 0)));
  }

  /** Cancels up to ten orders by id; each element has an outcome of its own, in the order sent. */
  public Future<SendOutcome<List<SendOutcome<UsdmOrders.BatchItem>>>> cancelBatch(
      Symbol symbol, List<Long> orderIds) {
    Query query = Query.of("symbol", symbol).put("orderIdList", new JsonArray(orderIds).encode());
    return rest.send(Ask.protecting(UsdmReplies.CANCEL_BATCH, query, Cost.order(1, 0)))
        .map(answer -> Verdicts.each(answer, orderIds.size()));
  }

  /** Gives a limit order another price and quantity. */
  public Future<SendOutcome<UsdmOrders.Placed>> amend(
      Symbol symbol, OrderRef order, OrderSide side, Fixed qty, Fixed price) {
    Query query = which(symbol, order).put("side", side).put("quantity", qty).put("price", price);
    return rest.send(Ask.of(UsdmReplies.AMEND, query, Cost.order(1, 1)));
  }

  /** Places a stop, a profit or a trailing stop. */
  public Future<SendOutcome<UsdmOrders.AlgoOrder>> placeAlgo(AlgoOrder order) {
    return rest.send(Ask.protecting(UsdmReplies.ALGO_PLACE, order.query(), Cost.order(0, 1)));
  }

  /** Cancels one of them. */
  public Future<SendOutcome<UsdmOrders.AlgoCanceled>> cancelAlgo(OrderRef order) {
    Query query = order.on(Query.empty(), "algoId", "clientAlgoId");
    return rest.send(Ask.protecting(UsdmReplies.ALGO_CANCEL, query, Cost.order(1, 0)));
  }

  /** Cancels all of them of a symbol. */
  public Future<SendOutcome<Done>> cancelAllAlgo(Symbol symbol) {
    Query query = Query.of("symbol", symbol);
    return rest.send(Ask.protecting(UsdmReplies.ALGO_CANCEL_ALL, query, Cost.order(1, 0)));
  }

  /**
   * Starts the countdown after which the exchange cancels all orders of a symbol by itself; to be
   * called again before it ends.
   *
   * @param countdownMs 0 stops it
   */
  public Future<SendOutcome<UsdmOrders.Countdown>> countdownCancelAll(
      Symbol symbol, long countdownMs) {
    Query query = Query.of("symbol", symbol).put("countdownTime", countdownMs);
    return rest.send(Ask.protecting(UsdmReplies.COUNTDOWN, query, Cost.order(10, 0)));
  }

  /** An order as it stands. */
  public Future<UsdmOrders.Order> query(Symbol symbol, OrderRef order) {
    return rest.ask(Ask.protecting(UsdmReplies.QUERY, which(symbol, order), Cost.question(1)));
  }

  /** Orders that rest, of one symbol or of all; stops are not among them. */
  public Future<List<UsdmOrders.Order>> openOrders(Optional<Symbol> symbol) {
    Query query = Query.empty().put("symbol", symbol);
    int weight = symbol.isPresent() ? 1 : 40;
    return rest.ask(Ask.of(UsdmReplies.OPEN_ORDERS, query, Cost.question(weight)));
  }

  /** A stop as it stands. */
  public Future<UsdmOrders.AlgoOrder> queryAlgo(OrderRef order) {
    Query query = order.on(Query.empty(), "algoId", "clientAlgoId");
    return rest.ask(Ask.protecting(UsdmReplies.ALGO_QUERY, query, Cost.question(1)));
  }

  /** Stops that wait, of one symbol or of all. */
  public Future<List<UsdmOrders.AlgoOrder>> openAlgoOrders(Optional<Symbol> symbol) {
    Query query = Query.empty().put("symbol", symbol);
    int weight = symbol.isPresent() ? 1 : 40;
    return rest.ask(Ask.protecting(UsdmReplies.ALGO_OPEN, query, Cost.question(weight)));
  }

  private static Query which(Symbol symbol, OrderRef order) {
    return order.on(Query.of("symbol", symbol), "orderId", "origClientOrderId");
  }
}
