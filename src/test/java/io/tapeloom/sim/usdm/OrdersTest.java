package io.tapeloom.sim.usdm;

import static io.tapeloom.sim.usdm.Scene.ME;
import static io.tapeloom.sim.usdm.Scene.START;
import static io.tapeloom.sim.usdm.Scene.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Orders of every kind in a market that stands where the test puts it. */
class OrdersTest {
  private final Scene scene = Scene.btc();
  private final UsdmDesk desk = scene.desk();

  private static NewOrder buy(String quantity, String price) {
    return NewOrder.limit("BTCUSDT", OrderSide.BUY, e8(quantity), e8(price));
  }

  @Test
  void aMarketOrderTakesTheBestAsksAndPaysTheTakersFee() {
    UsdmDesk.Placed placed =
        desk.place(ME, NewOrder.market("BTCUSDT", OrderSide.BUY, e8("1.5")), START);
    assertEquals(OrderStatus.NEW, placed.accepted().status());
    assertEquals(0, placed.accepted().executedE8());
    assertEquals(OrderStatus.FILLED, placed.matched().status());
    assertEquals(e8("15000.2"), placed.matched().quoteE8());
    assertEquals(0, placed.matched().priceE8());
    assertEquals(e8("9992.4999"), desk.state(ME, START).assets().getFirst().walletE8());
  }
}
