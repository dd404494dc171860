package io.tapeloom.sim.usdm;

import static io.tapeloom.sim.usdm.Scene.ME;
import static io.tapeloom.sim.usdm.Scene.START;
import static io.tapeloom.sim.usdm.Scene.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.sim.Refused;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters refuse with the exchange's own code and words, and change nothing. */
class FiltersTest {
  private static NewOrder limit(String side, String quantity, String price) {
    return NewOrder.limit("BTCUSDT", OrderSide.valueOf(side), e8(quantity), e8(price));
  }

  @ParameterizedTest
  @CsvSource({
    "BUY,  1,      0,         -4001, Price less than 0.",
    "BUY,  1,      1000000.1, -4002, Price greater than max price.",
    "BUY,  1,      9990.05,   -4014, Price not increased by tick size.",
    "BUY,  1,      9990.001,  -1111, Precision is over the maximum defined for this asset.",
    "BUY,  0,      9990,      -4003, Quantity less than or equal to zero.",
    "BUY,  1001,   9990,      -4005, Quantity greater than max quantity.",
    "BUY,  0.0001, 9990,      -1111, Precision is over the maximum defined for this asset.",
    "BUY,  1,      10500.1,   -4016, Limit price can't be higher than 10500.",
    "SELL, 1,      9499.9,    -4024, Limit price can't be lower than 9500.",
    "BUY,  0.01,   9990,      -4164, Order's notional must be no smaller than 100 (unless you choose reduce only).",
    "BUY,  21,     9990,      -2019, Margin is insufficient.",
    "BUY,  999,    9990,      -2019, Margin is insufficient.",
  })
  void aLimitOrderThatDoesNotFitIsRefused(
      String side, String quantity, String price, int code, String text) {
    Scene scene = Scene.btc();
    UsdmDesk desk = scene.desk();
    scene.events.clear();
    Refused refused =
        assertThrows(Refused.class, () -> desk.place(ME, limit(side, quantity, price), START));
    assertEquals(code, refused.code());
    assertEquals(text, refused.text());
    assertTrue(scene.events.isEmpty());
    assertTrue(desk.archive().orders(ME, Optional.empty(), Page.newest(9), START).isEmpty());
  }

  @Test
  void aMarketOrderHasALotSizeAndABoundOfItsOwn() {
    UsdmDesk desk = Scene.btc().mark(0, "12000").desk();
    NewOrder huge = NewOrder.market("BTCUSDT", OrderSide.BUY, e8("120.001"));
    assertEquals(-4005, Scene.code(() -> desk.place(ME, huge, START)));
    NewOrder far = NewOrder.market("BTCUSDT", OrderSide.SELL, e8("0.1"));
    Refused refused = assertThrows(Refused.class, () -> desk.place(ME, far, START));
    assertEquals(-4131, refused.code());
    assertEquals(
        "The counterparty's best price does not meet the PERCENT_PRICE filter limit.",
        refused.text());
  }

  @Test
  void conditionalTypesBelongToTheAlgoService() {
    UsdmDesk desk = Scene.btc().desk();
    for (OrderType type : OrderType.values()) {
      if (type.conditional()) {
        NewOrder order =
            limit("SELL", "1", "9990")
                .when(type, NewOrder.Trigger.at(e8("9990"), WorkingType.MARK_PRICE));
        Refused refused = assertThrows(Refused.class, () -> desk.place(ME, order, START));
        assertEquals(-4120, refused.code());
        assertEquals(
            "Order type not supported for this endpoint."
                + " Please use the Algo Order API endpoints instead.",
            refused.text());
      }
    }
  }

  @Test
  void whatIsMissingOrTooMuchIsNamed() {
    UsdmDesk desk = Scene.btc().desk();
    NewOrder order = limit("BUY", "1", "9990");
    NewOrder priceless = order.matching(PriceMatch.NONE);
    assertEquals(-1102, Scene.code(() -> desk.place(ME, priceless, START)));
    NewOrder dated = NewOrder.market("BTCUSDT", OrderSide.BUY, e8("1")).in(TimeInForce.GTC);
    assertEquals(-1106, Scene.code(() -> desk.place(ME, dated, START)));
    assertEquals(-4136, Scene.code(() -> desk.place(ME, both(), START)));
    assertEquals(-1121, Scene.code(() -> desk.place(ME, other(), START)));
    assertEquals(-4061, Scene.code(() -> desk.place(ME, order.of(PositionSide.LONG), START)));
  }

  /** A conditional order that closes the position and names a quantity too. */
  private static NewOrder both() {
    NewOrder order = NewOrder.market("BTCUSDT", OrderSide.SELL, e8("1")).closing();
    return new NewOrder(
        order.symbol(),
        order.side(),
        order.positionSide(),
        order.type(),
        order.timeInForce(),
        OptionalLong.of(e8("1")),
        order.priceE8(),
        order.reduceOnly(),
        true,
        order.clientId(),
        order.priceMatch(),
        order.stp(),
        0,
        order.algo());
  }

  private static NewOrder other() {
    return NewOrder.limit("ETHUSDT", OrderSide.BUY, e8("1"), e8("100"));
  }

  @Test
  void twoHundredOrdersMayBeOpen() {
    UsdmDesk desk = Scene.btc().desk();
    NewOrder small = limit("BUY", "0.02", "9990");
    IntStream.range(0, UsdmRules.MAX_ORDERS).forEach(i -> desk.place(ME, small, START));
    assertEquals(-2025, Scene.code(() -> desk.place(ME, small, START)));
  }

  @Test
  void aPositionMayNotOutgrowItsLeverage() {
    UsdmDesk desk = Scene.btc().desk();
    desk.leverage(ME, "BTCUSDT", 125, START);
    assertEquals(-2027, Scene.code(() -> desk.place(ME, limit("BUY", "25.1", "9990"), START)));
    desk.place(ME, limit("BUY", "25", "9990"), START);
    assertEquals(-2027, Scene.code(() -> desk.place(ME, limit("BUY", "0.1", "9990"), START)));
    assertEquals(
        List.of(OrderStatus.NEW),
        desk.archive().openOrders(ME, Optional.empty(), START).stream()
            .map(OrderState::status)
            .toList());
  }
}
