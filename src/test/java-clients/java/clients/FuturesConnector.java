package clients;

import com.binance.connector.client.common.ApiException;
import com.binance.connector.client.common.configuration.ClientConfiguration;
import com.binance.connector.client.common.configuration.SignatureConfiguration;
import com.binance.connector.client.common.websocket.configuration.WebSocketClientConfiguration;
import com.binance.connector.client.common.websocket.service.StreamBlockingQueueWrapper;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.DerivativesTradingUsdsFuturesRestApiUtil;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.api.DerivativesTradingUsdsFuturesRestApi;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.AccountTradeListResponseInner;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.ChangeInitialLeverageRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.ModifyOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewAlgoOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewAlgoOrderResponse;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewOrderRespType;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewOrderResponse;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.Side;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.TimeInForce;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.DerivativesTradingUsdsFuturesWebSocketStreamsUtil;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.api.DerivativesTradingUsdsFuturesWebSocketStreams;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.OrderTradeUpdate;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.UserDataStreamEventsResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The official Java connector of USD-M futures: REST and a user's stream at the old root. */
final class FuturesConnector {
  private static final String ETH = "ETHUSDT";
  private static final BigDecimal START = new BigDecimal("30000");

  private final Venue venue;
  private final Report report;
  private final Report.Client is;
  private final Venue.Account account;
  private final DerivativesTradingUsdsFuturesRestApi rest;
  private final Queue<OrderTradeUpdate> heard = new ConcurrentLinkedQueue<>();

  FuturesConnector(Venue venue, Report report) {
    this.venue = venue;
    this.report = report;
    this.is = report.client("binance-derivatives-trading-usds-futures (Java)");
    this.account = venue.open("java-usdm", "{\"usdm\": {\"USDT\": \"30000\"}}");
    ClientConfiguration settings =
        DerivativesTradingUsdsFuturesRestApiUtil.getClientConfiguration();
    settings.setUrl(venue.rest());
    settings.setSignatureConfiguration(keys());
    this.rest = new DerivativesTradingUsdsFuturesRestApi(settings);
  }

  private SignatureConfiguration keys() {
    SignatureConfiguration keys = new SignatureConfiguration();
    keys.setApiKey(account.key());
    keys.setSecretKey(account.secret());
    return keys;
  }

  void prove() throws Exception {
    general();
    listen();
    restingOrder();
    marketOrder();
    conditional();
    new FuturesSocket(venue, report, keys()).prove(rest);
    refusals();
  }

  private void general() {
    is.call(
        "checkServerTime",
        () -> rest.checkServerTime().getData().getServerTime(),
        got -> is.that("now", Math.abs(got - System.currentTimeMillis()) < 60_000, got));
    is.call(
        "exchangeInformation",
        () -> rest.exchangeInformation().getData().getSymbols(),
        got ->
            is.that(
                "knows ETHUSDT",
                got.stream()
                    .anyMatch(s -> ETH.equals(s.getSymbol()) && "ETH".equals(s.getBaseAsset())),
                got.size()));
    is.call("futuresAccountBalanceV3", () -> wallet(), got -> is.is("USDT", got, START));
    ChangeInitialLeverageRequest five = new ChangeInitialLeverageRequest().symbol(ETH).leverage(5L);
    is.call(
        "changeInitialLeverage",
        () -> rest.changeInitialLeverage(five).getData(),
        got -> is.is("leverage", got.getLeverage(), 5L));
    is.call(
        "symbolConfiguration",
        () -> rest.symbolConfiguration(ETH, null).getData().getFirst(),
        got -> is.is("leverage", got.getLeverage(), 5L));
    is.call(
        "getCurrentPositionMode",
        () -> rest.getCurrentPositionMode(null).getData(),
        got -> is.is("one way", got.getDualSidePosition(), false));
    is.call(
        "userCommissionRate",
        () -> rest.userCommissionRate(ETH, null).getData(),
        got ->
            is.is("taker", new BigDecimal(got.getTakerCommissionRate()), new BigDecimal("0.0005")));
  }

  private BigDecimal wallet() throws ApiException {
    return rest.futuresAccountBalanceV3(null).getData().stream()
        .filter(row -> row.getAsset().equals("USDT"))
        .map(row -> new BigDecimal(row.getBalance()))
        .findFirst()
        .orElseThrow();
  }

  private void listen() throws Exception {
    String key =
        is.call(
            "startUserDataStream",
            () -> rest.startUserDataStream().getData().getListenKey(),
            got -> is.is("length", got.length(), 64));
    WebSocketClientConfiguration settings =
        DerivativesTradingUsdsFuturesWebSocketStreamsUtil.getClientConfiguration();
    settings.setUrl(Wire.to(venue.ws() + "/stream"));
    var streams = new DerivativesTradingUsdsFuturesWebSocketStreams(settings);
    StreamBlockingQueueWrapper<UserDataStreamEventsResponse> events = streams.userData(key);
    Thread.ofPlatform().daemon().start(() -> read(events));
  }

  private void read(StreamBlockingQueueWrapper<UserDataStreamEventsResponse> events) {
    try {
      while (true) {
        if (events.take().getActualInstance() instanceof OrderTradeUpdate update) {
          heard.add(update);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      report.check("the Java connector reads a user's stream", false, e.toString());
    }
  }

  private List<OrderTradeUpdate> about(Long orderId) {
    return heard.stream().filter(e -> orderId.equals(e.getoLowerCase().getiLowerCase())).toList();
  }

  private void restingOrder() {
    BigDecimal price = venue.usdmPrice(ETH, "-3", "0.01");
    NewOrderRequest wanted =
        new NewOrderRequest()
            .symbol(ETH)
            .side(Side.BUY)
            .type("LIMIT")
            .timeInForce(TimeInForce.GTC)
            .quantity(0.5)
            .price(price.doubleValue())
            .newClientOrderId("java-1");
    NewOrderResponse order =
        is.call(
            "newOrder LIMIT",
            () -> rest.newOrder(wanted).getData(),
            got -> {
              is.is("status", got.getStatus(), "NEW");
              is.is("price", new BigDecimal(got.getPrice()), price);
            });
    Long id = order.getOrderId();
    is.eventually("its stream tells of it", () -> about(id), told -> !told.isEmpty());
    is.call(
        "accountInformationV3",
        () -> rest.accountInformationV3(null).getData(),
        got ->
            is.is(
                "margin",
                new BigDecimal(got.getTotalOpenOrderInitialMargin()),
                price.multiply(new BigDecimal("0.1"))));
    is.call(
        "currentAllOpenOrders",
        () -> rest.currentAllOpenOrders(ETH, null).getData(),
        got -> is.is("its id", got.getFirst().getClientOrderId(), "java-1"));
    BigDecimal lower = venue.usdmPrice(ETH, "-4", "0.01");
    ModifyOrderRequest moved =
        new ModifyOrderRequest()
            .symbol(ETH)
            .side(Side.BUY)
            .orderId(id)
            .quantity(0.4)
            .price(lower.doubleValue());
    is.call(
        "modifyOrder",
        () -> rest.modifyOrder(moved).getData(),
        got -> is.is("price", new BigDecimal(got.getPrice()), lower));
    is.call(
        "cancelOrder",
        () -> rest.cancelOrder(ETH, id, null, null).getData(),
        got -> is.is("status", got.getStatus(), "CANCELED"));
    is.call(
        "queryOrder",
        () -> rest.queryOrder(ETH, id, null, null).getData(),
        got -> is.is("quantity", new BigDecimal(got.getOrigQty()), new BigDecimal("0.4")));
    is.eventually("its stream tells of the end", () -> about(id), told -> told.size() == 3);
  }

  /** Fills, fee, income and wallet agree to the last digit. */
  private void marketOrder() throws ApiException {
    NewOrderResponse order =
        is.call(
            "newOrder MARKET",
            () -> rest.newOrder(market(Side.SELL)).getData(),
            got -> is.is("all of it", new BigDecimal(got.getExecutedQty()), new BigDecimal("0.3")));
    Long id = order.getOrderId();
    List<AccountTradeListResponseInner> trades =
        is.call(
            "accountTradeList",
            () -> rest.accountTradeList(ETH, id, null, null, null, null, null).getData(),
            got ->
                is.that(
                    "a seller who takes",
                    got.stream().noneMatch(t -> t.getBuyer() || t.getMaker()),
                    got));
    BigDecimal fees =
        sum(trades.stream().map(AccountTradeListResponseInner::getCommission).toList());
    is.is("the fee is paid", wallet(), START.subtract(fees));
    is.call(
        "getIncomeHistory",
        () -> rest.getIncomeHistory(ETH, "COMMISSION", null, null, null, null, null).getData(),
        got -> is.is("fees", sum(got.stream().map(i -> i.getIncome()).toList()), fees.negate()));
    is.call(
        "positionInformationV3",
        () -> rest.positionInformationV3(ETH, null).getData().getFirst(),
        got -> is.is("short", new BigDecimal(got.getPositionAmt()), new BigDecimal("-0.3")));
    List<String> ids = trades.stream().map(t -> t.getId().toString()).toList();
    is.eventually(
        "its stream tells the same trades",
        () ->
            about(id).stream()
                .filter(e -> e.getoLowerCase().getxLowerCase().equals("TRADE"))
                .map(e -> e.getoLowerCase().gettLowerCase().toString())
                .toList(),
        ids::equals);
    is.call(
        "newOrder that closes",
        () -> rest.newOrder(market(Side.BUY).reduceOnly("true")).getData(),
        got -> is.is("reduces", got.getReduceOnly(), true));
    is.call(
        "positionInformationV2",
        () -> rest.positionInformationV2(ETH, null).getData().getFirst(),
        got -> is.is("flat", new BigDecimal(got.getPositionAmt()), BigDecimal.ZERO));
  }

  private static NewOrderRequest market(Side side) {
    return new NewOrderRequest()
        .symbol(ETH)
        .side(side)
        .type("MARKET")
        .quantity(0.3)
        .newOrderRespType(NewOrderRespType.RESULT);
  }

  private static BigDecimal sum(List<String> amounts) {
    return amounts.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void conditional() {
    BigDecimal trigger = venue.usdmPrice(ETH, "10", "0.01");
    NewAlgoOrderRequest wanted =
        new NewAlgoOrderRequest()
            .algoType("CONDITIONAL")
            .symbol(ETH)
            .side(Side.BUY)
            .type("STOP_MARKET")
            .quantity(0.5)
            .triggerPrice(trigger.doubleValue());
    NewAlgoOrderResponse algo =
        is.call(
            "newAlgoOrder",
            () -> rest.newAlgoOrder(wanted).getData(),
            got -> is.is("trigger", new BigDecimal(got.getTriggerPrice()), trigger));
    is.call(
        "currentAllAlgoOpenOrders",
        () -> rest.currentAllAlgoOpenOrders(null, ETH, null, null).getData(),
        got -> is.is("its id", got.getFirst().getAlgoId(), algo.getAlgoId()));
    is.call(
        "cancelAlgoOrder",
        () -> rest.cancelAlgoOrder(algo.getAlgoId(), null, null).getData(),
        got -> is.is("its id", got.getAlgoId(), algo.getAlgoId()));
    is.call(
        "queryAlgoOrder",
        () -> rest.queryAlgoOrder(algo.getAlgoId(), null, null).getData(),
        got -> is.is("status", got.getAlgoStatus(), "CANCELED"));
  }

  private void refusals() {
    is.refused("an unknown order", "-2013", () -> rest.queryOrder(ETH, 1L, null, null));
    is.refused(
        "more than the account can bear",
        "-2019",
        () -> rest.newOrder(market(Side.BUY).quantity(500.0)));
  }
}
