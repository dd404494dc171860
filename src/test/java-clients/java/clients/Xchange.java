package clients;

import java.math.BigDecimal;
import java.util.List;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.binance.BinanceExchange;
import org.knowm.xchange.binance.dto.trade.BinanceTradeHistoryParams;
import org.knowm.xchange.currency.Currency;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.Order;
import org.knowm.xchange.dto.account.Balance;
import org.knowm.xchange.dto.marketdata.OrderBook;
import org.knowm.xchange.dto.trade.LimitOrder;
import org.knowm.xchange.dto.trade.MarketOrder;
import org.knowm.xchange.dto.trade.UserTrade;
import org.knowm.xchange.instrument.Instrument;
import org.knowm.xchange.service.trade.TradeService;
import org.knowm.xchange.service.trade.params.CancelOrderByIdParams;
import org.knowm.xchange.service.trade.params.CancelOrderByInstrument;
import org.knowm.xchange.service.trade.params.orders.DefaultOpenOrdersParamCurrencyPair;

/** XChange, which speaks to many exchanges in one language. */
final class Xchange {
  private static final CurrencyPair SOL = new CurrencyPair("SOL", "USDT");
  private static final BigDecimal START = new BigDecimal("10000");

  private final Venue venue;
  private final Report.Client is;
  private final Venue.Account account;

  Xchange(Venue venue, Report report) {
    this.venue = venue;
    this.is = report.client("xchange-binance");
    this.account = venue.open("xchange", "{\"spot\": {\"USDT\": \"10000\"}}");
  }

  /** What a cancel needs here: the order and its pair. */
  private record Cancel(String getOrderId, Instrument getInstrument)
      implements CancelOrderByIdParams, CancelOrderByInstrument {}

  void prove() throws Exception {
    is.call(
        "createExchange",
        () -> ExchangeFactory.INSTANCE.createExchange(specification()),
        got -> {
          var sol = got.getExchangeMetaData().getInstruments().get(SOL);
          is.is("tick of SOL/USDT", sol.getPriceStepSize(), new BigDecimal("0.01"));
        });
    Exchange exchange = ExchangeFactory.INSTANCE.createExchange(ofAccount());
    market(exchange);
    restingOrder(exchange);
    marketOrder(exchange);
  }

  private ExchangeSpecification specification() {
    ExchangeSpecification specification = new ExchangeSpecification(BinanceExchange.class);
    specification.setSslUri(venue.rest());
    specification.setExchangeSpecificParametersItem(Exchange.USE_SANDBOX, false);
    return specification;
  }

  /**
   * With a key it would first ask for the exchange's wallet pages, which are no part of trading.
   */
  private ExchangeSpecification ofAccount() {
    ExchangeSpecification specification = specification();
    specification.setApiKey(account.key());
    specification.setSecretKey(account.secret());
    specification.setShouldLoadRemoteMetaData(false);
    return specification;
  }

  private void market(Exchange exchange) {
    var data = exchange.getMarketDataService();
    is.call(
        "getTicker",
        () -> data.getTicker(SOL),
        got -> is.that("bid under ask", got.getBid().compareTo(got.getAsk()) < 0, got));
    is.call(
        "getOrderBook",
        () -> data.getOrderBook(SOL),
        got -> is.that("sorted and not crossed", sorted(got), got));
    is.call(
        "getTrades",
        () -> data.getTrades((Instrument) SOL),
        got -> is.that("trades with ids", got.getTrades().size() > 10, got.getTrades().size()));
  }

  private static boolean sorted(OrderBook book) {
    List<BigDecimal> bids = book.getBids().stream().map(LimitOrder::getLimitPrice).toList();
    List<BigDecimal> asks = book.getAsks().stream().map(LimitOrder::getLimitPrice).toList();
    return bids.getFirst().compareTo(asks.getFirst()) < 0
        && bids.equals(bids.stream().sorted(java.util.Comparator.reverseOrder()).toList())
        && asks.equals(asks.stream().sorted().toList());
  }

  private Balance balance(Exchange exchange, Currency currency) throws Exception {
    return exchange.getAccountService().getAccountInfo().getWallet().getBalance(currency);
  }

  private void restingOrder(Exchange exchange) {
    TradeService trade = exchange.getTradeService();
    BigDecimal price = venue.spotPrice("SOLUSDT", "-3", "0.01");
    BigDecimal quantity = new BigDecimal("10");
    LimitOrder wanted =
        new LimitOrder.Builder(Order.OrderType.BID, SOL)
            .limitPrice(price)
            .originalAmount(quantity)
            .build();
    String id =
        is.call(
            "placeLimitOrder",
            () -> trade.placeLimitOrder(wanted),
            got -> is.that("an id", Long.parseLong(got) > 0, got));
    is.call(
        "getAccountInfo",
        () -> balance(exchange, Currency.USDT),
        got -> {
          is.is("locked", got.getFrozen(), price.multiply(quantity));
          is.is("free", got.getAvailable(), START.subtract(price.multiply(quantity)));
        });
    is.call(
        "getOpenOrders",
        () -> trade.getOpenOrders(new DefaultOpenOrdersParamCurrencyPair(SOL)).getOpenOrders(),
        got -> {
          is.is("that order", got.getFirst().getId(), id);
          is.is("its price", got.getFirst().getLimitPrice(), price);
        });
    is.call(
        "cancelOrder",
        () -> trade.cancelOrder(new Cancel(id, SOL)),
        got -> is.is("done", got, true));
    is.call(
        "getAccountInfo after",
        () -> balance(exchange, Currency.USDT),
        got -> is.is("free", got.getAvailable(), START));
  }

  private void marketOrder(Exchange exchange) {
    TradeService trade = exchange.getTradeService();
    BigDecimal quantity = new BigDecimal("5");
    is.call(
        "placeMarketOrder",
        () -> trade.placeMarketOrder(new MarketOrder(Order.OrderType.BID, quantity, SOL)),
        got -> is.that("an id", Long.parseLong(got) > 0, got));
    BinanceTradeHistoryParams of = new BinanceTradeHistoryParams();
    of.setInstrument(SOL);
    List<UserTrade> trades =
        is.call(
            "getTradeHistory",
            () -> trade.getTradeHistory(of).getUserTrades(),
            got ->
                is.is(
                    "quantity",
                    sum(got.stream().map(UserTrade::getOriginalAmount).toList()),
                    quantity));
    BigDecimal fees = sum(trades.stream().map(UserTrade::getFeeAmount).toList());
    BigDecimal cost =
        sum(trades.stream().map(t -> t.getPrice().multiply(t.getOriginalAmount())).toList());
    is.call(
        "getAccountInfo after a buy",
        () -> balance(exchange, Currency.USDT),
        got -> is.is("money", got.getAvailable(), START.subtract(cost)));
    is.call(
        "getAccountInfo of the coins",
        () -> balance(exchange, new Currency("SOL")),
        got -> is.is("coins", got.getAvailable(), quantity.subtract(fees)));
    is.refused(
        "more than there is",
        "insufficient",
        () ->
            trade.placeMarketOrder(
                new MarketOrder(Order.OrderType.ASK, new BigDecimal("900"), SOL)));
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
