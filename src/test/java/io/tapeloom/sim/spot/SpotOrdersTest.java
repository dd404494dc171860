package io.tapeloom.sim.spot;

import static io.tapeloom.sim.spot.HandMarket.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.sim.Refused;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every order type and time in force against a market written by hand, to the last digit. */
class SpotOrdersTest {
  private static final String BTC = "BTCUSDT";
  private static final int ME = 1;

  private final HandMarket market = new HandMarket("BTC");
  private final DeskLog log = new DeskLog();
  private SpotDesk desk;

  @BeforeEach
  void open() {
    market.trade(500, "100.00", "1", true);
    market.quote(0, List.of("99.99 x 1", "99.98 x 2"), List.of("100.01 x 1", "100.02 x 2"));
    desk = new SpotDesk(List.of(market.venue()), log);
    desk.advance(1_000);
    desk.openAccount(ME, new TreeMap<>(Map.of("USDT", e8("1000"), "BTC", e8("5"))), 1_000);
  }

  private static Ticket limit(OrderSide side, String qty, String price, String name) {
    return Ticket.limit(BTC, side, e8(qty), e8(price)).with(Labels.of(name));
  }

  private static Ticket stop(OrderSide side, OrderType type, String qty, String stop) {
    return Ticket.of(BTC, side, type, Amounts.of(e8(qty)).withStop(e8(stop)))
        .with(Labels.of("stop"));
  }

  private String has(String asset) {
    Holding holding =
        desk.queries().holdings(ME).stream().filter(h -> h.asset().equals(asset)).findFirst().get();
    return Decimals.format(holding.freeE8()) + "+" + Decimals.format(holding.lockedE8());
  }

  private void refused(int code, String text, Ticket ticket) {
    int before = log.events.size();
    Refused refused =
        assertThrows(Refused.class, () -> desk.place(ME, ticket, 1_000), ticket::toString);
    assertEquals(code + " " + text, refused.code() + " " + refused.text());
    assertEquals(before, log.events.size(), "a refusal says nothing");
  }

  @Test
  void aLimitOrderRestsBehindWhatStoodThereAndFillsInItsTurn() {
    market.trade(1_050, "99.99", "1.2", false).trade(1_060, "99.99", "0.3", false);
    desk.place(ME, limit(OrderSide.BUY, "0.5", "99.99", "a"), 1_010);
    assertEquals("950.005+49.995", has("USDT"));
    desk.advance(1_070);
    assertEquals(
        List.of(
            "1010 a NEW NEW",
            "1050 a TRADE PARTIALLY_FILLED 0.2 @ 99.99 fee 0.0002 BTC maker",
            "1060 a TRADE FILLED 0.3 @ 99.99 fee 0.0003 BTC maker"),
        log.fresh());
    assertEquals("950.005+0", has("USDT"));
    assertEquals("5.4995+0", has("BTC"));
  }

  @Test
  void aTakingLimitOrderPaysTheBetterPricesAndRestsWithWhatIsLeft() {
    Placed placed = desk.place(ME, limit(OrderSide.BUY, "3.5", "100.02", "a"), 1_000);
    assertEquals(
        List.of(
            "1000 a NEW NEW",
            "1000 a TRADE PARTIALLY_FILLED 1 @ 100.01 fee 0.001 BTC taker",
            "1000 a TRADE PARTIALLY_FILLED 2 @ 100.02 fee 0.002 BTC taker"),
        log.fresh());
    assertEquals(2, placed.fills().size());
    assertEquals("300.05", Decimals.format(placed.order().done().quoteE8()));
    assertEquals("649.94+50.01", has("USDT"));
    Cancelled cancelled =
        desk.cancel(new CancelRequest(ME, BTC, -1, "a", "gone", CancelRequest.Only.ANY), 1_001);
    assertEquals("gone", cancelled.first().requestId());
    assertEquals("699.95+0", has("USDT"));
    assertEquals(List.of("1001 a CANCELED CANCELED"), log.fresh());
  }

  @Test
  void aMarketOrderByQuoteBuysTheStepsThatTheAmountPays() {
    Placed placed =
        desk.place(
            ME,
            Ticket.of(BTC, OrderSide.BUY, OrderType.MARKET, Amounts.ofQuote(e8("150")))
                .with(Labels.of("m")),
            1_000);
    assertEquals("1.4998", Decimals.format(placed.order().ticket().amounts().qtyE8()));
    assertEquals(OrderStatus.FILLED, placed.order().status());
    assertEquals("149.999996", Decimals.format(placed.order().done().quoteE8()));
    assertEquals("850.000004+0", has("USDT"));
  }

  @Test
  void aMarketOrderThatFindsNobodyMoreExpires() {
    desk.place(ME, Ticket.market(BTC, OrderSide.SELL, e8("4")).with(Labels.of("m")), 1_000);
    assertEquals(
        List.of(
            "1000 m NEW NEW",
            "1000 m TRADE PARTIALLY_FILLED 1 @ 99.99 fee 0.09999 USDT taker",
            "1000 m TRADE PARTIALLY_FILLED 2 @ 99.98 fee 0.19996 USDT taker",
            "1000 m EXPIRED EXPIRED INSUFFICIENT_LIQUIDITY"),
        log.fresh());
    assertEquals("2+0", has("BTC"));
  }

  @Test
  void immediateOrdersExpireWithTheirReason() {
    desk.place(ME, limit(OrderSide.BUY, "2", "100.01", "ioc").in(TimeInForce.IOC), 1_000);
    desk.place(ME, limit(OrderSide.BUY, "2", "100.01", "fok").in(TimeInForce.FOK), 1_000);
    desk.place(ME, limit(OrderSide.BUY, "2", "100.02", "all").in(TimeInForce.FOK), 1_000);
    assertEquals(
        List.of(
            "1000 ioc NEW NEW",
            "1000 ioc TRADE PARTIALLY_FILLED 1 @ 100.01 fee 0.001 BTC taker",
            "1000 ioc EXPIRED EXPIRED UNFILLED_IOC_QUANTITY_EXPIRED",
            "1000 fok NEW NEW",
            "1000 fok EXPIRED EXPIRED UNFILLED_FOK_ORDER_EXPIRED",
            "1000 all NEW NEW",
            "1000 all TRADE FILLED 2 @ 100.02 fee 0.002 BTC taker"),
        log.fresh());
    assertEquals("699.95+0", has("USDT"));
  }

  @Test
  void aLimitMakerIsRefusedWhereItWouldTrade() {
    Ticket taking =
        Ticket.of(BTC, OrderSide.BUY, OrderType.LIMIT_MAKER, Amounts.at(e8("1"), e8("100.01")));
    refused(-2010, "Order would immediately match and take.", taking);
    desk.place(ME, taking.with(Amounts.at(e8("1"), e8("100"))).with(Labels.of("q")), 1_000);
    assertEquals(List.of("1000 q NEW NEW"), log.fresh());
  }

  @Test
  void aStopLossSellsWhenTheMarketFallsToIt() {
    market.trade(1_250, "99.50", "0.1", false).quote(1_200, List.of("99.40 x 3"), List.of());
    desk.place(ME, stop(OrderSide.SELL, OrderType.STOP_LOSS, "2", "99.50"), 1_000);
    assertEquals("3+2", has("BTC"));
    desk.advance(2_000);
    assertEquals(
        List.of(
            "1000 stop NEW NEW",
            "1250 stop NEW NEW",
            "1250 stop TRADE FILLED 2 @ 99.4 fee 0.1988 USDT taker"),
        log.fresh());
    assertEquals("3+0", has("BTC"));
    assertEquals("1198.6012+0", has("USDT"));
  }

  @Test
  void aTakeProfitLimitRestsOnceItsPriceIsReached() {
    market.trade(1_250, "101.00", "0.1", true);
    Amounts amounts = Amounts.at(e8("2"), e8("101.50")).withStop(e8("101"));
    Ticket ticket =
        Ticket.of(BTC, OrderSide.SELL, OrderType.TAKE_PROFIT_LIMIT, amounts)
            .in(TimeInForce.GTC)
            .with(Labels.of("tp"));
    long id = desk.place(ME, ticket, 1_000).order().orderId();
    assertEquals(false, desk.queries().order(ME, BTC, id, "", 1_000).working());
    desk.advance(2_000);
    assertEquals(List.of("1000 tp NEW NEW", "1250 tp NEW NEW"), log.fresh());
    OrderView resting = desk.queries().order(ME, BTC, id, "", 2_000);
    assertEquals(1_250, resting.times().workingMs());
    assertEquals("3+2", has("BTC"));
  }

  @Test
  void stopsThatWouldTriggerAtOnceAreRefused() {
    String text = "Order would trigger immediately.";
    refused(-2010, text, stop(OrderSide.SELL, OrderType.STOP_LOSS, "1", "100.00"));
    refused(-2010, text, stop(OrderSide.BUY, OrderType.STOP_LOSS, "1", "99"));
    refused(-2010, text, stop(OrderSide.SELL, OrderType.TAKE_PROFIT, "1", "99"));
    refused(-2010, text, stop(OrderSide.BUY, OrderType.TAKE_PROFIT, "1", "101"));
  }

  @Test
  void aTrailingStopFollowsTheHighestPriceFromItsPlacing() {
    market
        .trade(1_200, "110.00", "0.1", true)
        .trade(1_300, "108.91", "0.1", false)
        .trade(1_400, "108.90", "0.1", false);
    Ticket ticket =
        Ticket.of(BTC, OrderSide.SELL, OrderType.STOP_LOSS, Amounts.of(e8("1")).withTrailing(100))
            .with(Labels.of("trail"));
    desk.place(ME, ticket, 1_000);
    desk.advance(1_399);
    assertEquals(List.of("1000 trail NEW NEW"), log.fresh());
    desk.advance(1_500);
    assertEquals("1400 trail NEW NEW", log.fresh().getFirst(), "110 less one per cent is 108.9");
  }

  @Test
  void aTrailingBuyWithAStopPriceFollowsTheLowestPriceAfterIt() {
    market
        .trade(1_100, "90.00", "0.1", false)
        .trade(1_200, "104.00", "0.1", true)
        .trade(1_300, "102.00", "0.1", false)
        .trade(1_400, "107.10", "0.1", true);
    Amounts amounts = Amounts.of(e8("1")).withStop(e8("104")).withTrailing(500);
    Ticket ticket =
        Ticket.of(BTC, OrderSide.BUY, OrderType.STOP_LOSS, amounts).with(Labels.of("trail"));
    desk.place(ME, ticket, 1_000);
    desk.advance(1_250);
    OrderView view = desk.queries().open(ME).getFirst();
    assertEquals(1_200, view.times().trailingMs());
    log.fresh();
    desk.advance(1_500);
    assertEquals("1400 trail NEW NEW", log.fresh().getFirst(), "102 and five per cent is 107.1");
  }

  @Test
  void anIcebergShowsPartAfterPartAndLosesItsPlaceEachTime() {
    market.quote(1_000, List.of("99.99 x 1"), List.of("100.01 x 1"));
    market.trade(1_010, "100.00", "0.4", true).trade(1_020, "100.00", "0.8", true);
    Ticket ticket = limit(OrderSide.SELL, "1", "100.00", "ice");
    desk.place(ME, ticket.with(ticket.amounts().withIceberg(e8("0.4"))), 1_000);
    desk.advance(1_030);
    assertEquals(
        List.of(
            "1000 ice NEW NEW",
            "1010 ice TRADE PARTIALLY_FILLED 0.4 @ 100 fee 0.04 USDT maker",
            "1020 ice TRADE PARTIALLY_FILLED 0.4 @ 100 fee 0.04 USDT maker"),
        log.fresh());
    assertEquals("4+0.2", has("BTC"));
  }

  @Test
  void anAmendedOrderIsSmallerAndKeepsItsPlace() {
    desk.place(ME, limit(OrderSide.SELL, "2", "100.00", "a"), 1_000);
    market.trade(1_050, "100.00", "3", true);
    CancelRequest which = new CancelRequest(ME, BTC, -1, "a", "b", CancelRequest.Only.ANY);
    Amended amended = desk.amend(which, e8("1.5"), 1_001);
    assertEquals("a", amended.origClientOrderId());
    assertEquals("3.5+1.5", has("BTC"));
    desk.advance(1_060);
    assertEquals(
        List.of(
            "1000 a NEW NEW",
            "1001 b REPLACED NEW",
            "1050 b TRADE FILLED 1.5 @ 100 fee 0.15 USDT maker"),
        log.fresh());
    long id = amended.order().orderId();
    assertEquals(1, desk.queries().amendments(ME, BTC, id, 0).size());
  }

  @Test
  void replacingIsTwoStepsOfWhichTheSecondMayFail() {
    desk.place(ME, limit(OrderSide.BUY, "1", "99", "a"), 1_000);
    CancelRequest cancel = new CancelRequest(ME, BTC, -1, "a", "c", CancelRequest.Only.ANY);
    Replaced half = desk.replace(cancel, limit(OrderSide.BUY, "50", "99", "b"), false, 1_001);
    assertEquals(true, half.cancelled().isPresent());
    assertEquals(-2010, half.placeRefused().get().code());
    assertEquals(
        List.of("1000 a NEW NEW", "1001 a CANCELED CANCELED", "1001 b REJECTED REJECTED"),
        log.fresh());
    Replaced none = desk.replace(cancel, limit(OrderSide.BUY, "1", "99", "b"), false, 1_002);
    assertEquals(false, none.attempted());
    assertEquals(-2011, none.cancelRefused().get().code());
    Replaced other = desk.replace(cancel, limit(OrderSide.BUY, "1", "99", "b"), true, 1_003);
    assertEquals(true, other.placed().isPresent());
    assertEquals(-2011, other.cancelRefused().get().code());
  }

  @Test
  void selfTradePreventionEndsWhatTheTakerChose() {
    for (StpMode mode : StpMode.values()) {
      desk.place(ME, limit(OrderSide.BUY, "1", "100.00", "maker"), 1_000);
      log.fresh();
      desk.place(ME, limit(OrderSide.SELL, "0.5", "100.00", "taker").with(mode), 1_000);
      List<String> ends =
          log.fresh().stream().filter(l -> !l.contains(" NEW ")).map(l -> l.substring(5)).toList();
      assertEquals(
          switch (mode) {
            case NONE ->
                List.of(
                    "maker TRADE PARTIALLY_FILLED 0.5 @ 100 fee 0.0005 BTC maker",
                    "taker TRADE FILLED 0.5 @ 100 fee 0.05 USDT taker");
            case EXPIRE_TAKER -> List.of("taker TRADE_PREVENTION EXPIRED_IN_MATCH");
            case EXPIRE_MAKER -> List.of("maker TRADE_PREVENTION EXPIRED_IN_MATCH");
            case EXPIRE_BOTH ->
                List.of(
                    "maker TRADE_PREVENTION EXPIRED_IN_MATCH",
                    "taker TRADE_PREVENTION EXPIRED_IN_MATCH");
          },
          ends,
          mode::name);
      if (!desk.queries().open(ME).isEmpty()) {
        desk.cancelOpen(ME, BTC, 1_000);
      }
    }
    assertEquals(3, desk.queries().prevented(ME, BTC, -1, -1, -1, 500).size());
  }

  @Test
  void refusalsHaveTheExchangesWords() {
    Ticket plain = limit(OrderSide.BUY, "1", "100", "x");
    Amounts none = new Amounts(0, 0, 0, 0, 0, 0);
    refused(-1121, "Invalid symbol.", Ticket.limit("NOPE", OrderSide.BUY, 1, 1));
    refused(-1102, missing("quantity"), plain.with(none));
    refused(-1102, missing("price"), plain.with(Amounts.of(e8("1"))));
    refused(
        -1102,
        "Param 'quantity' or 'quoteOrderQty' must be sent, but both were empty/null!",
        Ticket.of(BTC, OrderSide.BUY, OrderType.MARKET, none));
    refused(
        -1106,
        "Parameter 'price' sent when not required.",
        Ticket.of(BTC, OrderSide.BUY, OrderType.MARKET, Amounts.at(e8("1"), e8("1"))));
    refused(
        -1106,
        "Parameter 'timeInForce' sent when not required.",
        Ticket.market(BTC, OrderSide.BUY, e8("1")).in(TimeInForce.GTC));
    filter("PRICE_FILTER", limit(OrderSide.BUY, "1", "100.001", "x"));
    filter("LOT_SIZE", limit(OrderSide.BUY, "0.000011", "100", "x"));
    filter("NOTIONAL", limit(OrderSide.BUY, "0.04999", "100", "x"));
    filter("PERCENT_PRICE_BY_SIDE", limit(OrderSide.SELL, "1", "500.01", "x"));
    filter("PERCENT_PRICE_BY_SIDE", limit(OrderSide.BUY, "1", "19.99", "x"));
    filter("MARKET_LOT_SIZE", Ticket.market(BTC, OrderSide.BUY, e8("120.00001")));
    filter("ICEBERG_PARTS", plain.with(plain.amounts().withIceberg(e8("0.00999"))));
    filter(
        "TRAILING_DELTA",
        Ticket.of(BTC, OrderSide.SELL, OrderType.STOP_LOSS, Amounts.of(e8("1")).withTrailing(9)));
    String broke = "Account has insufficient balance for requested action.";
    refused(-2010, broke, limit(OrderSide.BUY, "10.00001", "100", "x"));
    refused(-2010, broke, limit(OrderSide.SELL, "5.00001", "100", "x"));
    refused(-2010, broke, Ticket.market(BTC, OrderSide.SELL, e8("5.00001")));
    refused(
        -1100,
        "Illegal characters found in parameter 'newClientOrderId'; legal range is"
            + " '^[a-zA-Z0-9-_]{1,36}$'.",
        plain.with(Labels.of("no spaces")));
    desk.place(ME, limit(OrderSide.BUY, "1", "99", "x"), 1_000);
    refused(-2010, "Duplicate order sent.", plain);
    desk.status(BTC, TradingStatus.HALT, 1_000);
    refused(-2010, "Market is closed.", plain.with(Labels.NONE));
  }

  private void filter(String name, Ticket ticket) {
    refused(-1013, "Filter failure: " + name, ticket);
  }

  private static String missing(String name) {
    return "Mandatory parameter '" + name + "' was not sent, was empty/null, or malformed.";
  }

  @Test
  void countsAreLimitedByAccountAndSymbol() {
    SpotRules rules =
        market.rules().withCounts(new SpotRules.Counts(3, 1, 1, 1)).withMaxPosition(e8("7"));
    desk = new SpotDesk(List.of(market.venue(rules)), log);
    desk.openAccount(ME, new TreeMap<>(Map.of("USDT", e8("1000"), "BTC", e8("5"))), 1_000);
    desk.place(ME, stop(OrderSide.SELL, OrderType.STOP_LOSS, "1", "90"), 1_000);
    Ticket second = stop(OrderSide.SELL, OrderType.STOP_LOSS, "1", "90").with(Labels.NONE);
    filter("MAX_NUM_ALGO_ORDERS", second);
    desk.place(ME, limit(OrderSide.BUY, "1.5", "90", "a"), 1_000);
    filter("MAX_POSITION", limit(OrderSide.BUY, "0.50001", "90", "b"));
    desk.place(ME, limit(OrderSide.BUY, "0.5", "90", "b"), 1_000);
    filter("MAX_NUM_ORDERS", limit(OrderSide.SELL, "0.5", "110", "c"));
  }
}
