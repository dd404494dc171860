package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.Shape;
import io.tapeloom.kernel.Market;
import java.util.ArrayList;
import java.util.List;

/** What USD-M answers. */
public final class UsdmReplies {
  /** {@code GET /fapi/v1/time}. */
  public static final Reply<MarketFacts.ServerTime> TIME =
      Reply.rest(Market.USDM, "GET /fapi/v1/time", Shape.of(MarketFacts.ServerTime.class));

  /** {@code GET /fapi/v1/exchangeInfo}. */
  public static final Reply<UsdmMarket.ExchangeInfo> EXCHANGE_INFO =
      Reply.rest(Market.USDM, "GET /fapi/v1/exchangeInfo", Shape.of(UsdmMarket.ExchangeInfo.class));

  /** {@code POST /fapi/v1/order}. */
  public static final Reply<UsdmOrders.Placed> PLACE =
      Reply.rest(Market.USDM, "POST /fapi/v1/order", Shape.of(UsdmOrders.Placed.class));

  /** {@code DELETE /fapi/v1/order}. */
  public static final Reply<UsdmOrders.Placed> CANCEL =
      Reply.rest(Market.USDM, "DELETE /fapi/v1/order", Shape.of(UsdmOrders.Placed.class));

  /** {@code PUT /fapi/v1/order}. */
  public static final Reply<UsdmOrders.Placed> AMEND =
      Reply.rest(Market.USDM, "PUT /fapi/v1/order", Shape.of(UsdmOrders.Placed.class));

  /** {@code GET /fapi/v1/order}. */
  public static final Reply<UsdmOrders.Order> QUERY =
      Reply.rest(Market.USDM, "GET /fapi/v1/order", Shape.of(UsdmOrders.Order.class));

  /** {@code GET /fapi/v1/openOrders}. */
  public static final Reply<List<UsdmOrders.Order>> OPEN_ORDERS =
      Reply.rest(Market.USDM, "GET /fapi/v1/openOrders", Shape.of(UsdmOrders.Order.class).list());

  /** {@code GET /fapi/v1/allOrders}. */
  public static final Reply<List<UsdmOrders.Order>> ALL_ORDERS =
      Reply.rest(Market.USDM, "GET /fapi/v1/allOrders", Shape.of(UsdmOrders.Order.class).list());

  /** {@code POST /fapi/v1/batchOrders}. */
  public static final Reply<List<UsdmOrders.BatchItem>> PLACE_BATCH =
      Reply.rest(
          Market.USDM, "POST /fapi/v1/batchOrders", Shape.of(UsdmOrders.BatchItem.class).list());

  /** {@code DELETE /fapi/v1/batchOrders}. */
  public static final Reply<List<UsdmOrders.BatchItem>> CANCEL_BATCH =
      Reply.rest(
          Market.USDM, "DELETE /fapi/v1/batchOrders", Shape.of(UsdmOrders.BatchItem.class).list());

  /** {@code DELETE /fapi/v1/allOpenOrders}. */
  public static final Reply<Done> CANCEL_ALL =
      Reply.rest(Market.USDM, "DELETE /fapi/v1/allOpenOrders", Shape.of(Done.class));

  /** {@code POST /fapi/v1/countdownCancelAll}. */
  public static final Reply<UsdmOrders.Countdown> COUNTDOWN =
      Reply.rest(
          Market.USDM, "POST /fapi/v1/countdownCancelAll", Shape.of(UsdmOrders.Countdown.class));

  /** {@code POST /fapi/v1/algoOrder}. */
  public static final Reply<UsdmOrders.AlgoOrder> ALGO_PLACE =
      Reply.rest(Market.USDM, "POST /fapi/v1/algoOrder", Shape.of(UsdmOrders.AlgoOrder.class));

  /** {@code DELETE /fapi/v1/algoOrder}. */
  public static final Reply<UsdmOrders.AlgoCanceled> ALGO_CANCEL =
      Reply.rest(Market.USDM, "DELETE /fapi/v1/algoOrder", Shape.of(UsdmOrders.AlgoCanceled.class));

  /** {@code GET /fapi/v1/algoOrder}. */
  public static final Reply<UsdmOrders.AlgoOrder> ALGO_QUERY =
      Reply.rest(Market.USDM, "GET /fapi/v1/algoOrder", Shape.of(UsdmOrders.AlgoOrder.class));

  /** {@code GET /fapi/v1/openAlgoOrders}. */
  public static final Reply<List<UsdmOrders.AlgoOrder>> ALGO_OPEN =
      Reply.rest(
          Market.USDM, "GET /fapi/v1/openAlgoOrders", Shape.of(UsdmOrders.AlgoOrder.class).list());

  /** {@code DELETE /fapi/v1/algoOpenOrders}. */
  public static final Reply<Done> ALGO_CANCEL_ALL =
      Reply.rest(Market.USDM, "DELETE /fapi/v1/algoOpenOrders", Shape.of(Done.class));

  /** {@code GET /fapi/v3/balance}. */
  public static final Reply<List<UsdmAccount.Balance>> BALANCES =
      Reply.rest(Market.USDM, "GET /fapi/v3/balance", Shape.of(UsdmAccount.Balance.class).list());

  /** {@code GET /fapi/v3/account}. */
  public static final Reply<UsdmAccount.Account> ACCOUNT =
      Reply.rest(Market.USDM, "GET /fapi/v3/account", Shape.of(UsdmAccount.Account.class));

  /** {@code GET /fapi/v3/positionRisk}. */
  public static final Reply<List<UsdmAccount.Position>> POSITIONS =
      Reply.rest(
          Market.USDM, "GET /fapi/v3/positionRisk", Shape.of(UsdmAccount.Position.class).list());

  /** {@code GET /fapi/v1/symbolConfig}. */
  public static final Reply<List<UsdmAccount.SymbolConfig>> SYMBOL_CONFIG =
      Reply.rest(
          Market.USDM,
          "GET /fapi/v1/symbolConfig",
          Shape.of(UsdmAccount.SymbolConfig.class).list());

  /** {@code GET /fapi/v1/positionSide/dual}. */
  public static final Reply<UsdmAccount.PositionMode> POSITION_MODE =
      Reply.rest(
          Market.USDM, "GET /fapi/v1/positionSide/dual", Shape.of(UsdmAccount.PositionMode.class));

  /** {@code POST /fapi/v1/positionSide/dual}. */
  public static final Reply<Done> SET_POSITION_MODE =
      Reply.rest(Market.USDM, "POST /fapi/v1/positionSide/dual", Shape.of(Done.class));

  /** {@code POST /fapi/v1/leverage}. */
  public static final Reply<UsdmAccount.Leverage> SET_LEVERAGE =
      Reply.rest(Market.USDM, "POST /fapi/v1/leverage", Shape.of(UsdmAccount.Leverage.class));

  /** {@code POST /fapi/v1/marginType}. */
  public static final Reply<Done> SET_MARGIN_TYPE =
      Reply.rest(Market.USDM, "POST /fapi/v1/marginType", Shape.of(Done.class));

  /** {@code GET /fapi/v1/leverageBracket}. */
  public static final Reply<List<UsdmAccount.Brackets>> BRACKETS =
      Reply.rest(
          Market.USDM,
          "GET /fapi/v1/leverageBracket",
          Shape.of(UsdmAccount.Brackets.class).oneOrMore());

  /** {@code GET /fapi/v1/commissionRate}. */
  public static final Reply<UsdmAccount.Commission> COMMISSION =
      Reply.rest(
          Market.USDM, "GET /fapi/v1/commissionRate", Shape.of(UsdmAccount.Commission.class));

  /** {@code GET /fapi/v1/userTrades}. */
  public static final Reply<List<UsdmAccount.Trade>> MY_TRADES =
      Reply.rest(Market.USDM, "GET /fapi/v1/userTrades", Shape.of(UsdmAccount.Trade.class).list());

  /** {@code GET /fapi/v1/income}. */
  public static final Reply<List<UsdmAccount.Income>> INCOME =
      Reply.rest(Market.USDM, "GET /fapi/v1/income", Shape.of(UsdmAccount.Income.class).list());

  /** {@code POST /fapi/v1/listenKey}. */
  public static final Reply<UsdmAccount.ListenKey> LISTEN_KEY =
      Reply.rest(Market.USDM, "POST /fapi/v1/listenKey", Shape.of(UsdmAccount.ListenKey.class));

  /** {@code PUT /fapi/v1/listenKey}. */
  public static final Reply<UsdmAccount.KeptKey> KEEP_KEY =
      Reply.rest(Market.USDM, "PUT /fapi/v1/listenKey", Shape.of(UsdmAccount.KeptKey.class));

  /** {@code DELETE /fapi/v1/listenKey}. */
  public static final Reply<Done> CLOSE_KEY =
      Reply.rest(Market.USDM, "DELETE /fapi/v1/listenKey", Shape.of(Done.class));

  /** {@code order.place}. */
  public static final Reply<UsdmOrders.Placed> WS_PLACE =
      Reply.ws(Market.USDM, "order.place", Shape.of(UsdmOrders.Placed.class));

  /** {@code order.cancel}. */
  public static final Reply<UsdmOrders.Placed> WS_CANCEL =
      Reply.ws(Market.USDM, "order.cancel", Shape.of(UsdmOrders.Placed.class));

  /** {@code order.status}. */
  public static final Reply<UsdmOrders.Order> WS_QUERY =
      Reply.ws(Market.USDM, "order.status", Shape.of(UsdmOrders.Order.class));

  /** {@code order.modify}. */
  public static final Reply<UsdmOrders.Placed> WS_AMEND =
      Reply.ws(Market.USDM, "order.modify", Shape.of(UsdmOrders.Placed.class));

  /** {@code algoOrder.place}. */
  public static final Reply<UsdmOrders.AlgoOrder> WS_ALGO_PLACE =
      Reply.ws(Market.USDM, "algoOrder.place", Shape.of(UsdmOrders.AlgoOrder.class));

  /** {@code algoOrder.cancel}. */
  public static final Reply<UsdmOrders.AlgoCanceled> WS_ALGO_CANCEL =
      Reply.ws(Market.USDM, "algoOrder.cancel", Shape.of(UsdmOrders.AlgoCanceled.class));

  private UsdmReplies() {}

  /** Every answer, by channel and name. */
  public static List<Reply<?>> all() {
    List<Reply<?>> all =
        new ArrayList<>(
            List.of(
                TIME,
                EXCHANGE_INFO,
                PLACE,
                CANCEL,
                AMEND,
                QUERY,
                OPEN_ORDERS,
                ALL_ORDERS,
                PLACE_BATCH,
                CANCEL_BATCH,
                CANCEL_ALL,
                COUNTDOWN,
                ALGO_PLACE,
                ALGO_CANCEL,
                ALGO_QUERY,
                ALGO_OPEN,
                ALGO_CANCEL_ALL,
                BALANCES,
                ACCOUNT,
                POSITIONS,
                SYMBOL_CONFIG,
                POSITION_MODE,
                SET_POSITION_MODE,
                SET_LEVERAGE,
                SET_MARGIN_TYPE,
                BRACKETS,
                COMMISSION,
                MY_TRADES,
                INCOME,
                LISTEN_KEY,
                KEEP_KEY,
                CLOSE_KEY,
                WS_PLACE,
                WS_CANCEL,
                WS_QUERY,
                WS_AMEND,
                WS_ALGO_PLACE,
                WS_ALGO_CANCEL));
    all.addAll(UsdmMarketReplies.all());
    all.addAll(rest());
    all.addAll(ws());
    return List.copyOf(all);
  }

  private static List<Reply<?>> rest() {
    return List.of(
        get("POST /fapi/v1/order/test", Shape.of(UsdmOrders.Placed.class)),
        get("PUT /fapi/v1/batchOrders", Shape.of(UsdmOrders.BatchItem.class).list()),
        get("GET /fapi/v1/openOrder", Shape.of(UsdmOrders.Order.class)),
        get("GET /fapi/v1/orderAmendment", Shape.of(UsdmOrders.Amendment.class).list()),
        get("GET /fapi/v1/forceOrders", Shape.of(UsdmOrders.ForceOrder.class).list()),
        get("GET /fapi/v1/allAlgoOrders", Shape.of(UsdmOrders.AlgoOrder.class).list()),
        get("GET /fapi/v2/balance", Shape.of(UsdmAccount.Balance.class).list()),
        get("GET /fapi/v2/account", Shape.of(UsdmAccount.AccountV2.class)),
        get("GET /fapi/v2/positionRisk", Shape.of(UsdmAccount.PositionV2.class).list()),
        get("GET /fapi/v1/accountConfig", Shape.of(UsdmAccount.Config.class)),
        get("GET /fapi/v1/multiAssetsMargin", Shape.of(UsdmAccount.MultiAssetsMode.class)),
        get("POST /fapi/v1/multiAssetsMargin", Shape.of(Done.class)),
        get("GET /fapi/v1/feeBurn", Shape.of(UsdmAccount.FeeBurn.class)),
        get("POST /fapi/v1/feeBurn", Shape.of(Done.class)),
        get("GET /fapi/v1/positionMargin/history", Shape.of(UsdmAccount.MarginChange.class).list()),
        get("POST /fapi/v1/positionMargin", Shape.of(UsdmAccount.MarginMoved.class)),
        get("GET /fapi/v1/adlQuantile", Shape.of(UsdmAccount.AdlQuantile.class).oneOrMore()),
        get("GET /fapi/v1/symbolAdlRisk", Shape.of(UsdmAccount.AdlRisk.class).oneOrMore()),
        get("GET /fapi/v1/rateLimit/order", Shape.of(MarketFacts.RateLimit.class).list()),
        get("GET /fapi/v1/apiTradingStatus", Shape.of(UsdmAccount.TradingStatus.class)),
        get("GET /fapi/v1/pmAccountInfo", Shape.of(UsdmAccount.PortfolioMargin.class)),
        get("POST /fapi/v1/stock/contract", Shape.of(Done.class)),
        get("POST /fapi/v1/convert/getQuote", Shape.of(UsdmFiles.Quote.class)),
        get("POST /fapi/v1/convert/acceptQuote", Shape.of(UsdmFiles.AcceptedQuote.class)),
        get("GET /fapi/v1/convert/orderStatus", Shape.of(UsdmFiles.ConvertOrder.class)),
        get("GET /fapi/v1/convert/exchangeInfo", Shape.of(UsdmFiles.ConvertPair.class).list()),
        get("GET /fapi/v1/order/asyn", Shape.of(UsdmFiles.DownloadId.class)),
        get("GET /fapi/v1/trade/asyn", Shape.of(UsdmFiles.DownloadId.class)),
        get("GET /fapi/v1/income/asyn", Shape.of(UsdmFiles.DownloadId.class)),
        get("GET /fapi/v1/order/asyn/id", Shape.of(UsdmFiles.DownloadLink.class)),
        get("GET /fapi/v1/trade/asyn/id", Shape.of(UsdmFiles.DownloadLink.class)),
        get("GET /fapi/v1/income/asyn/id", Shape.of(UsdmFiles.DownloadLink.class)));
  }

  private static <T> Reply<T> get(String name, Shape<T> shape) {
    return Reply.rest(Market.USDM, name, shape);
  }

  private static List<Reply<?>> ws() {
    return List.of(
        method("depth", Shape.of(MarketFacts.Book.class)),
        method("ticker.price", Shape.of(MarketFacts.Price.class).oneOrMore()),
        method("ticker.book", Shape.of(MarketFacts.BookTop.class).oneOrMore()),
        method("account.status", Shape.of(UsdmAccount.AccountV2.class)),
        method("v2/account.status", Shape.of(UsdmAccount.Account.class)),
        method("account.balance", Shape.of(UsdmAccount.Balance.class).list()),
        method("v2/account.balance", Shape.of(UsdmAccount.Balance.class).list()),
        method("account.position", Shape.of(UsdmAccount.PositionV2.class).list()),
        method("v2/account.position", Shape.of(UsdmAccount.Position.class).list()),
        method("userDataStream.start", Shape.of(UsdmAccount.ListenKey.class)),
        method("userDataStream.ping", Shape.of(UsdmAccount.KeptKey.class)),
        method("userDataStream.stop", Shape.of(Done.class)));
  }

  private static <T> Reply<T> method(String name, Shape<T> shape) {
    return Reply.ws(Market.USDM, name, shape);
  }
}
