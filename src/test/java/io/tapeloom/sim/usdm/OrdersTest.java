package io.tapeloom.sim.usdm;

import static io.tapeloom.sim.usdm.Scene.ME;
import static io.tapeloom.sim.usdm.Scene.START;
import static io.tapeloom.sim.usdm.Scene.code;
import static io.tapeloom.sim.usdm.Scene.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.sim.book.Stp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Orders of every kind in a market that stands and moves where the test puts it. */
class OrdersTest {
  private final Scene scene = Scene.btc();

  private static NewOrder buy(String quantity, String price) {
    return NewOrder.limit("BTCUSDT", OrderSide.BUY, e8(quantity), e8(price));
  }

  private static NewOrder sell(String quantity, String price) {
    return NewOrder.limit("BTCUSDT", OrderSide.SELL, e8(quantity), e8(price));
  }

  private static NewOrder market(OrderSide side, String quantity) {
    return NewOrder.market("BTCUSDT", side, e8(quantity));
  }

  private static PositionState position(UsdmDesk desk, long nowMs) {
    return desk.state(ME, nowMs).positions().getFirst();
  }

  private static OrderState order(UsdmDesk desk, OrderState of, long nowMs) {
    return desk.archive().order(ME, OrderRef.of("BTCUSDT", of.id()), nowMs);
  }

  @Test
  void aMarketOrderTakesTheBestAsksAndPaysTheTakersFee() {
    UsdmDesk desk = scene.desk();
    UsdmDesk.Placed placed = desk.place(ME, market(OrderSide.BUY, "1.5"), START);
    assertEquals(OrderStatus.NEW, placed.accepted().status());
    assertEquals(0, placed.accepted().executedE8());
    assertEquals(OrderStatus.FILLED, placed.matched().status());
    assertEquals(e8("15000.2"), placed.matched().quoteE8());
    assertEquals(0, placed.matched().priceE8(), "a market order has no price");
    assertEquals(e8("9992.4999"), desk.state(ME, START).assets().getFirst().walletE8());
    assertEquals(
        List.of(
            "account DEPOSIT",
            "NEW NEW",
            "TRADE PARTIALLY_FILLED",
            "account ORDER",
            "TRADE FILLED",
            "account ORDER"),
        scene.told());
  }

  @Test
  void aRestingOrderFillsAtItsPriceAsAMakerWhenTheMarketMovesThroughIt() {
    UsdmDesk desk = scene.middle(1_000, "9980").desk();
    OrderState placed = desk.place(ME, buy("1", "9990"), START).matched();
    assertEquals(OrderStatus.NEW, placed.status());
    desk.advance(START + 999);
    assertEquals(OrderStatus.NEW, order(desk, placed, START + 999).status());
    OrderState filled = order(desk, placed, START + 1_000);
    assertEquals(OrderStatus.FILLED, filled.status());
    assertEquals(START + 1_000, filled.updateMs());
    TradeRow trade = trades(desk, START + 1_000).getFirst();
    assertTrue(trade.maker());
    assertEquals(e8("1.998"), trade.feeE8());
    assertEquals(e8("9990"), position(desk, START + 1_000).entryE8());
  }

  private static List<TradeRow> trades(UsdmDesk desk, long nowMs) {
    return desk.archive().trades(ME, "BTCUSDT", OptionalLong.empty(), Page.newest(500), nowMs);
  }

  @Test
  void aRestingOrderWaitsBehindWhatStoodBeforeIt() {
    UsdmDesk desk = scene.trade(50, "9999.9", "1.5", false).desk();
    OrderState placed = desk.place(ME, buy("2", "9999.9"), START).matched();
    OrderState later = order(desk, placed, START + 50);
    assertEquals(e8("0.5"), later.executedE8(), "1.0 stood before it");
    assertEquals(OrderStatus.PARTIALLY_FILLED, later.status());
  }

  @Test
  void whatAnImmediateOrderCannotTradeExpires() {
    UsdmDesk desk = scene.desk();
    NewOrder order = buy("1.5", "10000.1").in(TimeInForce.IOC);
    OrderState matched = desk.place(ME, order, START).matched();
    assertEquals(OrderStatus.EXPIRED, matched.status());
    assertEquals(e8("1"), matched.executedE8());
    UsdmEvent.OrderChanged last =
        (UsdmEvent.OrderChanged)
            scene.events.stream()
                .filter(UsdmEvent.OrderChanged.class::isInstance)
                .reduce((a, b) -> b)
                .orElseThrow();
    assertEquals(ExpiryReason.IMMEDIATE, last.expiry());
  }

  @Test
  void fillOrKillTradesWholeOrIsRefused() {
    UsdmDesk desk = scene.desk();
    NewOrder order = buy("1.5", "10000.1").in(TimeInForce.FOK);
    assertEquals(-5021, code(() -> desk.place(ME, order, START)));
    assertEquals(0, desk.archive().orders(ME, Optional.empty(), Page.newest(9), START).size());
    NewOrder smaller = buy("1", "10000.1").in(TimeInForce.FOK);
    assertEquals(OrderStatus.FILLED, desk.place(ME, smaller, START).matched().status());
  }

  @Test
  void postOnlyOrdersRestOrAreRefused() {
    UsdmDesk desk = scene.desk();
    for (TimeInForce force : List.of(TimeInForce.GTX, TimeInForce.RPI)) {
      assertEquals(-5022, code(() -> desk.place(ME, buy("1", "10000.1").in(force), START)));
      OrderState rests = desk.place(ME, buy("1", "10000").in(force), START).matched();
      assertEquals(OrderStatus.NEW, rests.status());
      assertEquals(force, rests.timeInForce());
    }
  }

  @Test
  void aDatedOrderExpiresAtItsDateWhichMustLieTenMinutesAhead() {
    UsdmDesk desk = scene.desk();
    assertEquals(-5040, code(() -> desk.place(ME, buy("1", "9990").until(START + 600_000), START)));
    OrderState placed = desk.place(ME, buy("1", "9990").until(START + 600_001), START).matched();
    assertEquals(START + 600_001, placed.goodTillMs());
    assertEquals(OrderStatus.NEW, order(desk, placed, START + 600_000).status());
    assertEquals(OrderStatus.EXPIRED, order(desk, placed, START + 600_001).status());
  }

  @Test
  void anOrderThatMayOnlyReduceNeedsAPositionAndStopsAtIt() {
    UsdmDesk desk = scene.desk();
    NewOrder reducing = market(OrderSide.SELL, "2").reducing();
    assertEquals(-2022, code(() -> desk.place(ME, reducing, START)));
    desk.place(ME, market(OrderSide.BUY, "0.5"), START);
    assertEquals(-2022, code(() -> desk.place(ME, market(OrderSide.BUY, "1").reducing(), START)));
    OrderState closed = desk.place(ME, reducing, START).matched();
    assertEquals(e8("0.5"), closed.executedE8());
    assertEquals(OrderStatus.EXPIRED, closed.status());
    assertEquals(0, position(desk, START).quantityE8());
  }

  @Test
  void restingReducersNeverTurnAPositionAround() {
    UsdmDesk desk = scene.middle(1_000, "10030").desk();
    desk.place(ME, market(OrderSide.BUY, "1"), START);
    OrderState first = desk.place(ME, sell("0.7", "10010").reducing(), START).matched();
    OrderState second = desk.place(ME, sell("0.7", "10020").reducing(), START).matched();
    OrderState plain = desk.place(ME, sell("0.2", "10005"), START).matched();
    desk.advance(START + 1_000);
    assertEquals(e8("0.2"), order(desk, plain, START + 1_000).executedE8());
    assertEquals(e8("0.7"), order(desk, first, START + 1_000).executedE8());
    OrderState cut = order(desk, second, START + 1_000);
    assertEquals(e8("0.1"), cut.executedE8(), "what the orders before it left");
    assertEquals(OrderStatus.EXPIRED, cut.status());
    assertEquals(0, position(desk, START + 1_000).quantityE8());
  }

  @Test
  void aReducerThatMayOnlyRestNeverTakes() {
    scene.levelSteps = 1;
    UsdmDesk desk = scene.desk();
    desk.place(ME, market(OrderSide.BUY, "0.02"), START);
    OrderState first = desk.place(ME, sell("0.02", "10010").reducing(), START).matched();
    NewOrder posted = sell("0.02", "10020").reducing().in(TimeInForce.GTX);
    OrderState parked = desk.place(ME, posted, START).matched();
    OrderState buyer = desk.place(ME, buy("1", "10020"), START).matched();
    assertFalse(order(desk, first, START).status().open(), "own orders do not trade");
    assertEquals(OrderStatus.EXPIRED, order(desk, parked, START).status());
    assertEquals(0, order(desk, parked, START).executedE8());
    assertTrue(order(desk, buyer, START).status().open());
  }

  @Test
  void aReducerTakesTheTurnOfOneThatIsCancelled() {
    UsdmDesk desk = scene.middle(1_000, "10030").desk();
    desk.place(ME, market(OrderSide.BUY, "1"), START);
    OrderState first = desk.place(ME, sell("1", "10010").reducing(), START).matched();
    OrderState second = desk.place(ME, sell("1", "10020").reducing(), START).matched();
    desk.cancel(ME, OrderRef.of("BTCUSDT", first.id()), START + 500);
    assertEquals(OrderStatus.FILLED, order(desk, second, START + 1_000).status());
  }

  @Test
  void inHedgeModeLongAndShortAreHeldApart() {
    UsdmDesk desk = scene.desk();
    desk.hedged(ME, true, START);
    assertEquals(-4061, code(() -> desk.place(ME, market(OrderSide.BUY, "1"), START)));
    NewOrder openLong = market(OrderSide.BUY, "1").of(PositionSide.LONG);
    NewOrder openShort = market(OrderSide.SELL, "0.4").of(PositionSide.SHORT);
    assertEquals(-1106, code(() -> desk.place(ME, openLong.reducing(), START)));
    desk.place(ME, openLong, START);
    desk.place(ME, openShort, START);
    List<PositionState> positions = desk.state(ME, START).positions();
    assertEquals(e8("1"), positions.get(0).quantityE8());
    assertEquals(e8("-0.4"), positions.get(1).quantityE8());
    NewOrder closeShort = market(OrderSide.BUY, "1").of(PositionSide.SHORT);
    assertEquals(e8("0.4"), desk.place(ME, closeShort, START).matched().executedE8());
    assertEquals(-2022, code(() -> desk.place(ME, closeShort, START)));
  }

  @Test
  void aPriceMayBeTakenFromTheBook() {
    UsdmDesk desk = scene.desk();
    NewOrder order = buy("0.5", "1");
    OrderState opponent = desk.place(ME, order.matching(PriceMatch.OPPONENT_5), START).matched();
    assertEquals(e8("10000.5"), opponent.priceE8());
    assertEquals(OrderStatus.FILLED, opponent.status());
    assertEquals(
        e8("9999.5"),
        desk.place(ME, order.matching(PriceMatch.QUEUE_5), START).matched().priceE8());
    assertEquals(
        -5038,
        code(() -> desk.place(ME, market(OrderSide.BUY, "1").matching(PriceMatch.QUEUE), START)));
  }

  @Test
  void twoOrdersOfOneAccountNeverTradeUnlessTheyMay() {
    UsdmDesk desk = scene.desk();
    OrderState rests = desk.place(ME, sell("0.5", "10000"), START).matched();
    OrderState taker = desk.place(ME, buy("0.5", "10000.1"), START).matched();
    assertEquals(OrderStatus.EXPIRED_IN_MATCH, order(desk, rests, START).status());
    assertEquals(e8("5000.05"), taker.quoteE8(), "the taker goes on");
    desk.place(ME, sell("0.5", "10000"), START);
    NewOrder careful = buy("0.5", "10000.1").preventing(Stp.EXPIRE_TAKER);
    assertEquals(OrderStatus.EXPIRED_IN_MATCH, desk.place(ME, careful, START).matched().status());
    NewOrder both = buy("0.5", "10000.1").preventing(Stp.EXPIRE_BOTH);
    assertEquals(OrderStatus.EXPIRED_IN_MATCH, desk.place(ME, both, START).matched().status());
    assertEquals(0, desk.archive().openOrders(ME, Optional.empty(), START).size());
    desk.place(ME, sell("0.5", "10000"), START);
    NewOrder any = buy("0.5", "10000.1").preventing(Stp.NONE);
    assertEquals(e8("5000"), desk.place(ME, any, START).matched().quoteE8());
  }

  @Test
  void anAmendmentChangesPriceAndQuantityAndIsRemembered() {
    UsdmDesk desk = scene.desk();
    OrderState placed = desk.place(ME, buy("1", "9990"), START).matched();
    OrderRef ref = OrderRef.of("BTCUSDT", placed.id());
    assertEquals(-5027, code(() -> desk.amend(ME, ref, buy("1", "9990"), START)));
    assertEquals(-4014, code(() -> desk.amend(ME, ref, buy("1", "9990.05"), START)));
    OrderState amended = desk.amend(ME, ref, buy("0.4", "9991"), START + 5);
    assertEquals(e8("9991"), amended.priceE8());
    assertEquals(e8("0.4"), amended.quantityE8());
    assertEquals(1, amended.amendments());
    AmendmentRow row =
        desk.archive()
            .amendments(ME, "BTCUSDT", Optional.of(ref), Page.newest(9), START + 5)
            .getFirst();
    assertEquals(e8("9990"), row.priceBeforeE8());
    assertEquals(e8("1"), row.quantityBeforeE8());
    assertTrue(scene.told().contains("AMENDMENT NEW"));
    OrderState taking = desk.amend(ME, ref, buy("0.4", "10000.1"), START + 6);
    assertEquals(OrderStatus.FILLED, taking.status());
    assertEquals(-2013, code(() -> desk.amend(ME, ref, buy("0.5", "9990"), START + 6)));
  }

  @Test
  void aSmallerQuantityKeepsItsTurnAndAnotherPriceLosesIt() {
    UsdmDesk desk = scene.trade(250, "9999.9", "1.3", false).desk();
    OrderState first = desk.place(ME, buy("1", "9999.9"), START).matched();
    OrderState second = desk.place(ME, buy("1", "9999.9"), START).matched();
    desk.amend(ME, OrderRef.of("BTCUSDT", first.id()), buy("0.5", "9999.9"), START);
    assertEquals(e8("0.3"), order(desk, first, START + 250).executedE8());
    assertEquals(0, order(desk, second, START + 250).executedE8());
  }

  @Test
  void anAmendmentThatCannotBeCancelsTheOrder() {
    UsdmDesk desk = scene.trade(50, "9999.9", "1.5", false).desk();
    OrderState filling = desk.place(ME, buy("2", "9999.9"), START).matched();
    OrderRef part = OrderRef.of("BTCUSDT", filling.id());
    desk.advance(START + 60);
    assertEquals(
        OrderStatus.CANCELED, desk.amend(ME, part, buy("0.5", "9999.9"), START + 60).status());
    NewOrder maker = buy("1", "9990").in(TimeInForce.GTX);
    OrderRef posts = OrderRef.of("BTCUSDT", desk.place(ME, maker, START + 60).matched().id());
    assertEquals(
        OrderStatus.CANCELED, desk.amend(ME, posts, buy("1", "10000.1"), START + 60).status());
  }

  @Test
  void clientIdsAreUniqueAmongOpenOrdersOnly() {
    UsdmDesk desk = scene.desk();
    desk.place(ME, buy("1", "9990").named("mine"), START);
    NewOrder again = buy("1", "9991").named("mine");
    assertEquals(-4116, code(() -> desk.place(ME, again, START)));
    assertEquals(-1100, code(() -> desk.place(ME, buy("1", "9990").named("a b"), START)));
    assertEquals(-4015, code(() -> desk.place(ME, buy("1", "9990").named("a".repeat(37)), START)));
    desk.cancel(ME, OrderRef.of("BTCUSDT", "mine"), START);
    assertEquals(-2011, code(() -> desk.cancel(ME, OrderRef.of("BTCUSDT", "mine"), START)));
    OrderState second = desk.place(ME, again, START).matched();
    OrderState found = desk.archive().order(ME, OrderRef.of("BTCUSDT", "mine"), START);
    assertEquals(second.id(), found.id(), "the newest of that name");
    assertEquals(22, desk.place(ME, buy("1", "9990"), START).matched().clientId().length());
  }

  @Test
  void cancellingAllAndCountingDownEndWhatIsOpen() {
    UsdmDesk desk = scene.desk();
    desk.place(ME, buy("1", "9990"), START);
    desk.place(ME, buy("1", "9991"), START);
    desk.cancelAll(ME, "BTCUSDT", START);
    assertEquals(0, desk.archive().openOrders(ME, Optional.of("BTCUSDT"), START).size());
    desk.place(ME, buy("1", "9990"), START);
    desk.countdown(ME, "BTCUSDT", 5_000, START);
    desk.countdown(ME, "BTCUSDT", 5_000, START + 3_000);
    assertEquals(1, desk.archive().openOrders(ME, Optional.empty(), START + 7_999).size());
    assertEquals(0, desk.archive().openOrders(ME, Optional.empty(), START + 8_000).size());
  }

  @Test
  void aTestOrderIsCheckedAndLeavesNothing() {
    UsdmDesk desk = scene.desk();
    assertEquals(OrderStatus.NEW, desk.test(ME, market(OrderSide.BUY, "1"), START).status());
    assertEquals(-2019, code(() -> desk.test(ME, market(OrderSide.BUY, "24"), START)));
    assertEquals(0, position(desk, START).quantityE8());
    assertEquals(List.of("account DEPOSIT"), scene.told());
  }
}
