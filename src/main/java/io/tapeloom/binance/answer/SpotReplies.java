package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.Shape;
import io.tapeloom.kernel.Market;
import java.util.ArrayList;
import java.util.List;

/** What the spot market answers. */
public final class SpotReplies {
  /** {@code GET /api/v3/time}. */
  public static final Reply<MarketFacts.ServerTime> TIME =
      Reply.rest(Market.SPOT, "GET /api/v3/time", Shape.of(MarketFacts.ServerTime.class));

  /** {@code GET /api/v3/exchangeInfo}. */
  public static final Reply<SpotMarket.ExchangeInfo> EXCHANGE_INFO =
      Reply.rest(Market.SPOT, "GET /api/v3/exchangeInfo", Shape.of(SpotMarket.ExchangeInfo.class));

  /** {@code POST /api/v3/order}. */
  public static final Reply<SpotOrders.Placed> PLACE =
      Reply.rest(Market.SPOT, "POST /api/v3/order", Shape.of(SpotOrders.Placed.class));

  /** {@code DELETE /api/v3/order}. */
  public static final Reply<SpotOrders.Canceled> CANCEL =
      Reply.rest(Market.SPOT, "DELETE /api/v3/order", Shape.of(SpotOrders.Canceled.class));

  /** {@code GET /api/v3/order}. */
  public static final Reply<SpotOrders.Order> QUERY =
      Reply.rest(Market.SPOT, "GET /api/v3/order", Shape.of(SpotOrders.Order.class));

  /** {@code POST /api/v3/order/cancelReplace}. */
  public static final Reply<SpotOrders.Replaced> REPLACE =
      Reply.rest(
          Market.SPOT, "POST /api/v3/order/cancelReplace", Shape.of(SpotOrders.Replaced.class));

  /** {@code PUT /api/v3/order/amend/keepPriority}. */
  public static final Reply<SpotOrders.Amended> AMEND =
      Reply.rest(
          Market.SPOT, "PUT /api/v3/order/amend/keepPriority", Shape.of(SpotOrders.Amended.class));

  /** {@code DELETE /api/v3/openOrders}. */
  public static final Reply<List<SpotOrders.OpenCancel>> CANCEL_ALL =
      Reply.rest(
          Market.SPOT, "DELETE /api/v3/openOrders", Shape.of(SpotOrders.OpenCancel.class).list());

  /** {@code GET /api/v3/openOrders}. */
  public static final Reply<List<SpotOrders.Order>> OPEN_ORDERS =
      Reply.rest(Market.SPOT, "GET /api/v3/openOrders", Shape.of(SpotOrders.Order.class).list());

  /** {@code GET /api/v3/allOrders}. */
  public static final Reply<List<SpotOrders.Order>> ALL_ORDERS =
      Reply.rest(Market.SPOT, "GET /api/v3/allOrders", Shape.of(SpotOrders.Order.class).list());

  /** {@code POST /api/v3/orderList/oco}. */
  public static final Reply<SpotOrders.OrderList> PLACE_OCO =
      Reply.rest(Market.SPOT, "POST /api/v3/orderList/oco", Shape.of(SpotOrders.OrderList.class));

  /** {@code POST /api/v3/orderList/otoco}. */
  public static final Reply<SpotOrders.OrderList> PLACE_OTOCO =
      Reply.rest(Market.SPOT, "POST /api/v3/orderList/otoco", Shape.of(SpotOrders.OrderList.class));

  /** {@code DELETE /api/v3/orderList}. */
  public static final Reply<SpotOrders.OrderList> CANCEL_LIST =
      Reply.rest(Market.SPOT, "DELETE /api/v3/orderList", Shape.of(SpotOrders.OrderList.class));

  /** {@code GET /api/v3/account}. */
  public static final Reply<SpotAccount.Account> ACCOUNT =
      Reply.rest(Market.SPOT, "GET /api/v3/account", Shape.of(SpotAccount.Account.class));

  /** {@code GET /api/v3/myTrades}. */
  public static final Reply<List<SpotAccount.Trade>> MY_TRADES =
      Reply.rest(Market.SPOT, "GET /api/v3/myTrades", Shape.of(SpotAccount.Trade.class).list());

  /** {@code GET /api/v3/account/commission}. */
  public static final Reply<SpotOrders.Commissions> COMMISSION =
      Reply.rest(
          Market.SPOT, "GET /api/v3/account/commission", Shape.of(SpotOrders.Commissions.class));

  /** {@code GET /sapi/v1/account/apiRestrictions}. */
  public static final Reply<SpotAccount.ApiRestrictions> API_RESTRICTIONS =
      Reply.rest(
          Market.SPOT,
          "GET /sapi/v1/account/apiRestrictions",
          Shape.of(SpotAccount.ApiRestrictions.class));

  /** {@code order.place}. */
  public static final Reply<SpotOrders.Placed> WS_PLACE =
      Reply.ws(Market.SPOT, "order.place", Shape.of(SpotOrders.Placed.class));

  /** {@code order.cancel}. */
  public static final Reply<SpotOrders.Canceled> WS_CANCEL =
      Reply.ws(Market.SPOT, "order.cancel", Shape.of(SpotOrders.Canceled.class));

  /** {@code order.status}. */
  public static final Reply<SpotOrders.Order> WS_QUERY =
      Reply.ws(Market.SPOT, "order.status", Shape.of(SpotOrders.Order.class));

  /** {@code session.logon}. */
  public static final Reply<SpotAccount.Session> WS_LOGON =
      Reply.ws(Market.SPOT, "session.logon", Shape.of(SpotAccount.Session.class));

  /** {@code userDataStream.subscribe}. */
  public static final Reply<SpotAccount.Subscription> WS_SUBSCRIBE =
      Reply.ws(Market.SPOT, "userDataStream.subscribe", Shape.of(SpotAccount.Subscription.class));

  /** {@code userDataStream.subscribe.signature}. */
  public static final Reply<SpotAccount.Subscription> WS_SUBSCRIBE_SIGNED =
      Reply.ws(
          Market.SPOT,
          "userDataStream.subscribe.signature",
          Shape.of(SpotAccount.Subscription.class));

  private SpotReplies() {}

  /** Every answer, by channel and name. */
  public static List<Reply<?>> all() {
    List<Reply<?>> all =
        new ArrayList<>(
            List.of(
                TIME,
                EXCHANGE_INFO,
                PLACE,
                CANCEL,
                QUERY,
                REPLACE,
                AMEND,
                CANCEL_ALL,
                OPEN_ORDERS,
                ALL_ORDERS,
                PLACE_OCO,
                PLACE_OTOCO,
                CANCEL_LIST,
                ACCOUNT,
                MY_TRADES,
                COMMISSION,
                API_RESTRICTIONS,
                WS_PLACE,
                WS_CANCEL,
                WS_QUERY,
                WS_LOGON,
                WS_SUBSCRIBE,
                WS_SUBSCRIBE_SIGNED));
    all.addAll(rest());
    all.addAll(ws());
    return List.copyOf(all);
  }

  private static List<Reply<?>> rest() {
    return List.of(
        get("GET /api/v3/ping", Shape.of(Done.class)),
        get("GET /api/v3/depth", Shape.of(MarketFacts.Book.class)),
        get("GET /api/v3/trades", Shape.of(MarketFacts.Trade.class).list()),
        get("GET /api/v3/historicalTrades", Shape.of(MarketFacts.Trade.class).list()),
        get("GET /api/v3/historicalBlockTrades", Shape.of(MarketFacts.Trade.class).list()),
        get("GET /api/v3/aggTrades", Shape.of(MarketFacts.AggregateTrade.class).list()),
        get("GET /api/v3/klines", Shape.of(Bar.class).list()),
        get("GET /api/v3/uiKlines", Shape.of(Bar.class).list()),
        get("GET /api/v3/avgPrice", Shape.of(MarketFacts.AveragePrice.class)),
        get("GET /api/v3/ticker/24hr", Shape.of(MarketFacts.Ticker24h.class).oneOrMore()),
        get("GET /api/v3/ticker/tradingDay", Shape.of(MarketFacts.WindowTicker.class).oneOrMore()),
        get("GET /api/v3/ticker", Shape.of(MarketFacts.WindowTicker.class).oneOrMore()),
        get("GET /api/v3/ticker/price", Shape.of(MarketFacts.Price.class).oneOrMore()),
        get("GET /api/v3/ticker/bookTicker", Shape.of(MarketFacts.BookTop.class).oneOrMore()),
        get("GET /api/v3/executionRules", Shape.of(SpotMarket.ExecutionRules.class)),
        get("GET /api/v3/referencePrice", Shape.of(SpotMarket.ReferencePrice.class)),
        get(
            "GET /api/v3/referencePrice/calculation",
            Shape.of(SpotMarket.ReferencePriceCalculation.class)),
        get("GET /api/v3/myFilters", Shape.of(SpotMarket.MyFilters.class)),
        get("GET /api/v3/rateLimit/order", Shape.of(MarketFacts.RateLimit.class).list()),
        get("POST /api/v3/order/test", Shape.of(SpotOrders.TestedOrder.class)),
        get("POST /api/v3/sor/order", Shape.of(SpotOrders.Placed.class)),
        get("POST /api/v3/sor/order/test", Shape.of(SpotOrders.TestedOrder.class)),
        get("POST /api/v3/order/oco", Shape.of(SpotOrders.OrderList.class)),
        get("POST /api/v3/orderList/oto", Shape.of(SpotOrders.OrderList.class)),
        get("POST /api/v3/orderList/opo", Shape.of(SpotOrders.OrderList.class)),
        get("POST /api/v3/orderList/opoco", Shape.of(SpotOrders.OrderList.class)),
        get("GET /api/v3/orderList", Shape.of(SpotOrders.OrderList.class)),
        get("GET /api/v3/allOrderList", Shape.of(SpotOrders.OrderList.class).list()),
        get("GET /api/v3/openOrderList", Shape.of(SpotOrders.OrderList.class).list()),
        get("GET /api/v3/order/amendments", Shape.of(SpotOrders.Amendment.class).list()),
        get("GET /api/v3/myPreventedMatches", Shape.of(SpotAccount.PreventedMatch.class).list()),
        get("GET /api/v3/myAllocations", Shape.of(SpotAccount.Allocation.class).list()));
  }

  private static <T> Reply<T> get(String name, Shape<T> shape) {
    return Reply.rest(Market.SPOT, name, shape);
  }

  private static List<Reply<?>> ws() {
    return List.of(
        method("ping", Shape.of(Done.class)),
        method("time", Shape.of(MarketFacts.ServerTime.class)),
        method("exchangeInfo", Shape.of(SpotMarket.ExchangeInfo.class)),
        method("depth", Shape.of(MarketFacts.Book.class)),
        method("trades.recent", Shape.of(MarketFacts.Trade.class).list()),
        method("trades.historical", Shape.of(MarketFacts.Trade.class).list()),
        method("blockTrades.historical", Shape.of(MarketFacts.Trade.class).list()),
        method("trades.aggregate", Shape.of(MarketFacts.AggregateTrade.class).list()),
        method("klines", Shape.of(Bar.class).list()),
        method("uiKlines", Shape.of(Bar.class).list()),
        method("avgPrice", Shape.of(MarketFacts.AveragePrice.class)),
        method("ticker.24hr", Shape.of(MarketFacts.Ticker24h.class).oneOrMore()),
        method("ticker.tradingDay", Shape.of(MarketFacts.WindowTicker.class).oneOrMore()),
        method("ticker", Shape.of(MarketFacts.WindowTicker.class).oneOrMore()),
        method("ticker.price", Shape.of(MarketFacts.Price.class).oneOrMore()),
        method("ticker.book", Shape.of(MarketFacts.BookTop.class).oneOrMore()),
        method("executionRules", Shape.of(SpotMarket.ExecutionRules.class)),
        method("referencePrice", Shape.of(SpotMarket.ReferencePrice.class)),
        method("referencePrice.calculation", Shape.of(SpotMarket.ReferencePriceCalculation.class)),
        method("myFilters", Shape.of(SpotMarket.MyFilters.class)),
        method("account.rateLimits.orders", Shape.of(MarketFacts.RateLimit.class).list()),
        method("account.status", Shape.of(SpotAccount.Account.class)),
        method("account.commission", Shape.of(SpotOrders.Commissions.class)),
        method("allOrders", Shape.of(SpotOrders.Order.class).list()),
        method("openOrders.status", Shape.of(SpotOrders.Order.class).list()),
        method("openOrders.cancelAll", Shape.of(SpotOrders.OpenCancel.class).list()),
        method("order.test", Shape.of(SpotOrders.TestedOrder.class)),
        method("order.cancelReplace", Shape.of(SpotOrders.Replaced.class)),
        method("order.amend.keepPriority", Shape.of(SpotOrders.Amended.class)),
        method("order.amendments", Shape.of(SpotOrders.Amendment.class).list()),
        method("orderList.place", Shape.of(SpotOrders.OrderList.class)),
        method("orderList.place.oco", Shape.of(SpotOrders.OrderList.class)),
        method("orderList.place.oto", Shape.of(SpotOrders.OrderList.class)),
        method("orderList.place.otoco", Shape.of(SpotOrders.OrderList.class)),
        method("orderList.place.opo", Shape.of(SpotOrders.OrderList.class)),
        method("orderList.place.opoco", Shape.of(SpotOrders.OrderList.class)),
        method("orderList.cancel", Shape.of(SpotOrders.OrderList.class)),
        method("orderList.status", Shape.of(SpotOrders.OrderList.class)),
        method("allOrderLists", Shape.of(SpotOrders.OrderList.class).list()),
        method("openOrderLists.status", Shape.of(SpotOrders.OrderList.class).list()),
        method("sor.order.place", Shape.of(SpotOrders.Placed.class).oneOrMore()),
        method("sor.order.test", Shape.of(SpotOrders.TestedOrder.class)),
        method("myTrades", Shape.of(SpotAccount.Trade.class).list()),
        method("myPreventedMatches", Shape.of(SpotAccount.PreventedMatch.class).list()),
        method("myAllocations", Shape.of(SpotAccount.Allocation.class).list()),
        method("session.status", Shape.of(SpotAccount.Session.class)),
        method("session.logout", Shape.of(SpotAccount.Session.class)),
        method("session.subscriptions", Shape.of(SpotAccount.Subscription.class).list()),
        method("userDataStream.unsubscribe", Shape.of(Done.class)));
  }

  private static <T> Reply<T> method(String name, Shape<T> shape) {
    return Reply.ws(Market.SPOT, name, shape);
  }
}
