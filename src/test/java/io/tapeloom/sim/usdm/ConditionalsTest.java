package io.tapeloom.sim.usdm;

import static io.tapeloom.sim.usdm.Scene.ME;
import static io.tapeloom.sim.usdm.Scene.START;
import static io.tapeloom.sim.usdm.Scene.code;
import static io.tapeloom.sim.usdm.Scene.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.sim.usdm.NewOrder.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Conditional orders: what they wait for, what they become, and how they end. */
class ConditionalsTest {
  private final Scene scene = Scene.btc();

  private static NewOrder order(OrderSide side, String quantity, OrderType type, Trigger trigger) {
    NewOrder limit = NewOrder.limit("BTCUSDT", side, e8(quantity), e8("9950"));
    return limit.when(type, trigger);
  }

  private static Trigger last(String price) {
    return Trigger.at(e8(price), WorkingType.CONTRACT_PRICE);
  }

  private static Trigger mark(String price) {
    return Trigger.at(e8(price), WorkingType.MARK_PRICE);
  }

  private UsdmDesk holding(String quantity) {
    UsdmDesk desk = scene.desk();
    desk.place(ME, NewOrder.market("BTCUSDT", OrderSide.BUY, e8(quantity)), START);
    scene.events.clear();
    return desk;
  }

  private static AlgoState algo(UsdmDesk desk, AlgoState of, long nowMs) {
    return desk.archive().algo(ME, AlgoRef.of(of.id()), nowMs);
  }

  private static PositionState position(UsdmDesk desk, long nowMs) {
    return desk.state(ME, nowMs).positions().getFirst();
  }

  @Test
  void aStopTriggersByTheTradeThatReachesItsPriceAndBecomesAMarketOrder() {
    scene.middle(600, "9980.5");
    scene.trade(700, "9980.1", "0.1", false).trade(900, "9980", "0.1", false);
    UsdmDesk desk = holding("1");
    NewOrder stop = order(OrderSide.SELL, "0.5", OrderType.STOP_MARKET, last("9980")).named("stop");
    AlgoState placed = desk.placeAlgo(ME, stop, START);
    assertEquals(AlgoStatus.NEW, placed.status());
    assertEquals(AlgoStatus.NEW, algo(desk, placed, START + 899).status());
    AlgoState done = algo(desk, placed, START + 900);
    assertEquals(AlgoStatus.FINISHED, done.status());
    assertEquals(START + 900, done.triggerMs());
    OrderState became =
        desk.archive().order(ME, OrderRef.of("BTCUSDT", done.orderId().getAsLong()), START + 900);
    assertEquals("stop", became.clientId());
    assertEquals(OrderType.MARKET, became.type());
    assertEquals(OrderType.STOP_MARKET, became.origType());
    assertEquals(e8("9980"), became.stopE8());
    assertEquals(e8("0.5"), done.executedE8());
    assertEquals(became.averageE8(), done.actualE8());
    assertEquals(
        List.of(
            "algo NEW",
            "algo TRIGGERING",
            "algo TRIGGERED",
            "NEW NEW",
            "TRADE FILLED",
            "account ORDER",
            "algo FINISHED"),
        scene.told());
  }

  @Test
  void everyKindTriggersOnItsSideOfThePrice() {
    scene.mark(2_000, "9900").mark(4_000, "10100");
    UsdmDesk desk = scene.desk();
    AlgoState sellStop = waits(desk, OrderSide.SELL, OrderType.STOP_MARKET, "9900");
    AlgoState buyProfit = waits(desk, OrderSide.BUY, OrderType.TAKE_PROFIT_MARKET, "9900");
    AlgoState buyStop = waits(desk, OrderSide.BUY, OrderType.STOP_MARKET, "10100");
    AlgoState sellProfit = waits(desk, OrderSide.SELL, OrderType.TAKE_PROFIT_MARKET, "10100");
    desk.advance(START + 1_999);
    assertEquals(4, desk.archive().openAlgos(ME, Optional.empty(), START + 1_999).size());
    for (AlgoState low : List.of(sellStop, buyProfit)) {
      assertEquals(START + 2_000, algo(desk, low, START + 2_000).triggerMs());
    }
    assertEquals(2, desk.archive().openAlgos(ME, Optional.empty(), START + 3_999).size());
    for (AlgoState high : List.of(buyStop, sellProfit)) {
      assertEquals(START + 4_000, algo(desk, high, START + 4_000).triggerMs());
    }
  }

  private AlgoState waits(UsdmDesk desk, OrderSide side, OrderType type, String price) {
    return desk.placeAlgo(ME, order(side, "0.1", type, mark(price)), START);
  }

  @Test
  void aStopWithAPriceBecomesALimitOrderThatMayRest() {
    scene.mark(1_000, "9970");
    UsdmDesk desk = holding("1");
    NewOrder stop =
        NewOrder.limit("BTCUSDT", OrderSide.SELL, e8("1"), e8("10005"))
            .when(OrderType.STOP, mark("9970"));
    AlgoState placed = desk.placeAlgo(ME, stop, START);
    AlgoState done = algo(desk, placed, START + 1_000);
    assertEquals(AlgoStatus.TRIGGERED, done.status());
    OrderRef ref = OrderRef.of("BTCUSDT", done.orderId().getAsLong());
    OrderState rests = desk.archive().openOrder(ME, ref, START + 1_000);
    assertEquals(OrderType.LIMIT, rests.type());
    assertEquals(e8("10005"), rests.priceE8());
    desk.cancel(ME, ref, START + 1_500);
    assertEquals(AlgoStatus.FINISHED, algo(desk, placed, START + 1_500).status());
  }

  @Test
  void whatWouldTriggerAtOnceIsRefused() {
    UsdmDesk desk = scene.desk();
    for (NewOrder order :
        List.of(
            order(OrderSide.SELL, "1", OrderType.STOP_MARKET, last("10000")),
            order(OrderSide.BUY, "1", OrderType.STOP_MARKET, mark("9999")),
            order(OrderSide.BUY, "1", OrderType.TAKE_PROFIT, mark("10000")),
            order(OrderSide.SELL, "1", OrderType.TAKE_PROFIT_MARKET, last("9000")),
            trailing(OrderSide.SELL, OptionalLong.of(e8("9999")), "1"))) {
      assertEquals(-2021, code(() -> desk.placeAlgo(ME, order, START)));
    }
    assertTrue(desk.archive().openAlgos(ME, Optional.empty(), START).isEmpty());
  }

  private static NewOrder trailing(OrderSide side, OptionalLong activate, String percent) {
    return order(
        side,
        "1",
        OrderType.TRAILING_STOP_MARKET,
        Trigger.trailing(activate, e8(percent), WorkingType.MARK_PRICE));
  }

  @Test
  void aTrailingStopFollowsFromItsActivationAndTriggersOnTheWayBack() {
    scene.mark(1_000, "10200").mark(2_000, "10400").mark(3_000, "10300").mark(4_000, "10190");
    UsdmDesk desk = holding("1");
    NewOrder order = trailing(OrderSide.SELL, OptionalLong.of(e8("10150")), "2").reducing();
    AlgoState placed = desk.placeAlgo(ME, order, START);
    assertFalse(placed.active());
    AlgoState active = algo(desk, placed, START + 1_000);
    assertTrue(active.active());
    assertEquals(e8("9996"), active.triggerE8(), "10,200 less 2 %");
    assertEquals(AlgoStatus.NEW, algo(desk, placed, START + 3_000).status());
    assertEquals(e8("10192"), algo(desk, placed, START + 3_000).triggerE8());
    assertEquals(AlgoStatus.FINISHED, algo(desk, placed, START + 4_000).status());
    assertEquals(0, position(desk, START + 4_000).quantityE8());
    List<String> told = scene.told();
    assertEquals(List.of("algo NEW", "algo NEW", "algo TRIGGERING"), told.subList(0, 3));
  }

  @Test
  void aTrailingBuyFollowsDownFromWhereItWasPlaced() {
    scene.mark(1_000, "9800").mark(2_000, "9897").mark(3_000, "9898");
    UsdmDesk desk = scene.desk();
    NewOrder order = trailing(OrderSide.BUY, OptionalLong.empty(), "1");
    AlgoState placed = desk.placeAlgo(ME, order, START);
    assertTrue(placed.active());
    assertEquals(AlgoStatus.NEW, algo(desk, placed, START + 2_000).status());
    assertEquals(START + 3_000, algo(desk, placed, START + 3_000).triggerMs());
  }

  @Test
  void callbackRatesGoFromATenthToTwentyPercent() {
    UsdmDesk desk = scene.desk();
    for (String percent : List.of("0.05", "20.1", "0.15")) {
      NewOrder order = trailing(OrderSide.BUY, OptionalLong.empty(), percent);
      assertEquals(-2007, code(() -> desk.placeAlgo(ME, order, START)), percent);
    }
    desk.placeAlgo(ME, trailing(OrderSide.BUY, OptionalLong.empty(), "20"), START);
  }

  @Test
  void aClosingOrderTakesWhateverIsThereWhenItTriggers() {
    scene.mark(1_000, "9900");
    UsdmDesk desk = holding("1");
    NewOrder close = order(OrderSide.SELL, "1", OrderType.STOP_MARKET, mark("9900")).closing();
    AlgoState placed = desk.placeAlgo(ME, close, START);
    assertEquals(0, placed.quantityE8());
    desk.place(ME, NewOrder.market("BTCUSDT", OrderSide.BUY, e8("0.7")), START + 10);
    AlgoState done = algo(desk, placed, START + 1_000);
    assertEquals(e8("1.7"), done.executedE8());
    assertEquals(0, position(desk, START + 1_000).quantityE8());
    assertEquals(-4136, code(() -> desk.placeAlgo(ME, closing(OrderType.STOP), START)));
    assertEquals(
        -1106, code(() -> desk.placeAlgo(ME, closing(OrderType.STOP_MARKET).reducing(), START)));
  }

  @Test
  void onePositionHasOneClosingStopAndOneClosingTakeProfit() {
    UsdmDesk desk = holding("1");
    AlgoState first = desk.placeAlgo(ME, closing(OrderType.STOP_MARKET), START);
    assertEquals(-4130, code(() -> desk.placeAlgo(ME, closing(OrderType.STOP_MARKET), START)));
    NewOrder takes = order(OrderSide.SELL, "1", OrderType.TAKE_PROFIT_MARKET, mark("19000"));
    desk.placeAlgo(ME, takes.closing(), START);
    desk.cancelAllAlgos(ME, "BTCUSDT", START);
    AlgoState second = desk.placeAlgo(ME, closing(OrderType.STOP_MARKET), START);
    assertTrue(second.id() > first.id());
  }

  private static NewOrder closing(OrderType type) {
    return order(OrderSide.SELL, "1", type, mark("9000")).closing();
  }

  @Test
  void withoutAPositionAClosingOrderExpiresAndAReducingOneIsRejected() {
    scene.mark(1_000, "9900");
    UsdmDesk desk = scene.desk();
    NewOrder stop = order(OrderSide.SELL, "1", OrderType.STOP_MARKET, mark("9900"));
    AlgoState closes = desk.placeAlgo(ME, stop.closing(), START);
    AlgoState reduces = desk.placeAlgo(ME, stop.reducing(), START);
    assertEquals(AlgoStatus.EXPIRED, algo(desk, closes, START + 1_000).status());
    AlgoState rejected = algo(desk, reduces, START + 1_000);
    assertEquals(AlgoStatus.REJECTED, rejected.status());
    assertEquals("ReduceOnly Order is rejected.", rejected.reason());
    assertTrue(rejected.orderId().isEmpty());
  }

  @Test
  void aProtectedTriggerDoesNotFireWhileMarkAndLastAreFarApart() {
    scene.mark(1_000, "9400");
    UsdmDesk desk = holding("1");
    NewOrder stop = order(OrderSide.SELL, "1", OrderType.STOP_MARKET, mark("9400").guarded());
    AlgoState placed = desk.placeAlgo(ME, stop, START);
    AlgoState done = algo(desk, placed, START + 1_000);
    assertEquals(AlgoStatus.EXPIRED, done.status(), "6 % apart, 5 % allowed");
    assertEquals("Price protect", done.reason());
    assertEquals(e8("1"), position(desk, START + 1_000).quantityE8());
  }

  @Test
  void normalQueriesDoNotFindThemAndTheirNamesAreTheirOwn() {
    UsdmDesk desk = scene.desk();
    NewOrder stop = order(OrderSide.SELL, "1", OrderType.STOP_MARKET, mark("9900")).named("same");
    AlgoState placed = desk.placeAlgo(ME, stop, START);
    desk.place(
        ME, NewOrder.limit("BTCUSDT", OrderSide.BUY, e8("1"), e8("9990")).named("same"), START);
    assertEquals(-4116, code(() -> desk.placeAlgo(ME, stop, START)));
    OrderRef id = OrderRef.of("BTCUSDT", placed.id());
    assertEquals(-2013, code(() -> desk.archive().order(ME, id, START)));
    assertEquals(-2011, code(() -> desk.cancel(ME, id, START)));
    assertEquals(AlgoStatus.CANCELED, desk.cancelAlgo(ME, AlgoRef.of("same"), START).status());
    assertEquals(-2011, code(() -> desk.cancelAlgo(ME, AlgoRef.of("same"), START)));
    assertEquals(-2013, code(() -> desk.archive().algo(ME, AlgoRef.of("other"), START)));
    AlgoState found = desk.archive().algo(ME, AlgoRef.of("same"), START);
    assertEquals(AlgoStatus.CANCELED, found.status());
  }

  @Test
  void twoHundredMayWaitAndAllOfASymbolEndTogether() {
    UsdmDesk desk = scene.desk();
    NewOrder stop = order(OrderSide.SELL, "1", OrderType.STOP_MARKET, mark("9900"));
    IntStream.range(0, UsdmRules.MAX_ALGO_ORDERS).forEach(i -> desk.placeAlgo(ME, stop, START));
    assertEquals(-4045, code(() -> desk.placeAlgo(ME, stop, START)));
    desk.cancelAllAlgos(ME, "BTCUSDT", START);
    assertTrue(desk.archive().openAlgos(ME, Optional.of("BTCUSDT"), START).isEmpty());
    desk.placeAlgo(ME, stop, START);
  }

  @Test
  void cancelledOnesAreForgottenAfterThreeDays() {
    UsdmDesk desk = scene.desk();
    NewOrder stop = order(OrderSide.SELL, "1", OrderType.STOP_MARKET, mark("9900"));
    AlgoState placed = desk.placeAlgo(ME, stop, START);
    desk.cancelAlgo(ME, AlgoRef.of(placed.id()), START);
    long threeDays = 3 * 86_400_000L;
    assertEquals(AlgoStatus.CANCELED, algo(desk, placed, START + threeDays).status());
    assertEquals(-2013, code(() -> algo(desk, placed, START + threeDays + 1)));
  }
}
