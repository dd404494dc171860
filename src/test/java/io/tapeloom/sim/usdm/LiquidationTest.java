package io.tapeloom.sim.usdm;

import static io.tapeloom.sim.usdm.Scene.ME;
import static io.tapeloom.sim.usdm.Scene.START;
import static io.tapeloom.sim.usdm.Scene.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Liquidations and funding, worked out by hand. */
class LiquidationTest {
  private static final long FUND = e8("1000000");
  private final Scene scene = Scene.btc();

  private static void buy(UsdmDesk desk, String quantity) {
    desk.place(ME, NewOrder.market("BTCUSDT", OrderSide.BUY, e8(quantity)), START);
  }

  private static AssetState wallet(UsdmDesk desk, long nowMs) {
    return desk.state(ME, nowMs).assets().getFirst();
  }

  @Test
  void aCrossPositionIsCalledAndThenClosedInTheMarket() {
    UsdmDesk desk = scene.middle(3_000, "9519").middle(5_000, "9517").desk();
    buy(desk, "19");
    assertEquals(e8("9517.75573346"), desk.state(ME, START).positions().getFirst().liquidationE8());
    desk.place(ME, NewOrder.limit("BTCUSDT", OrderSide.BUY, e8("0.1"), e8("9500")), START);
    scene.told();
    desk.advance(START + 4_999);
    assertEquals(List.of("margin call"), scene.told());
    desk.advance(START + 5_000);
    List<String> told = scene.told();
    assertEquals("EXPIRED EXPIRED", told.getFirst(), "open orders first");
    assertEquals("CALCULATED NEW", told.get(1));
    assertEquals("CALCULATED PARTIALLY_FILLED", told.get(2));
    assertTrue(told.contains("CALCULATED FILLED"));
    assertEquals(
        List.of("liquidated", "account INSURANCE_CLEAR"),
        told.subList(told.size() - 2, told.size()));
    assertEquals(0, wallet(desk, START + 5_000).walletE8(), "the fee took what was left");
    assertEquals(FUND + e8("599.5885"), desk.insuranceE8());
    OrderState order =
        desk.archive().liquidations(ME, Optional.empty(), Page.newest(9), START + 5_000).getFirst();
    assertTrue(order.clientId().startsWith("autoclose-"), order.clientId());
    assertEquals(e8("9479.7"), order.priceE8(), "the bankruptcy price");
    assertEquals(e8("180804"), order.quoteE8());
    assertEquals(OrderStatus.FILLED, order.status());
  }

  @Test
  void whatTheMarketDoesNotTakeTheInsuranceFundTakesOver() {
    UsdmDesk desk = scene.middle(5_000, "9400").desk();
    buy(desk, "19");
    scene.told();
    desk.advance(START + 5_000);
    UsdmEvent.OrderChanged taken =
        (UsdmEvent.OrderChanged)
            scene.events.stream()
                .filter(e -> e instanceof UsdmEvent.OrderChanged o && o.insured())
                .findFirst()
                .orElseThrow();
    assertEquals(e8("9479.7"), taken.fill().orElseThrow().priceE8());
    assertEquals(0, taken.fill().orElseThrow().feeE8());
    assertEquals(e8("0.2905"), wallet(desk, START + 5_000).walletE8());
    assertEquals(FUND - e8("1514.3"), desk.insuranceE8(), "19 x (9479.7 - 9400)");
  }

  @Test
  void anIsolatedLossNeverReachesTheRestOfTheWallet() {
    UsdmDesk desk = scene.middle(2_000, "9000").desk();
    desk.marginType(ME, "BTCUSDT", MarginType.ISOLATED, START);
    buy(desk, "1");
    long cross = wallet(desk, START).crossWalletE8();
    desk.advance(START + 2_000);
    AssetState wallet = wallet(desk, START + 2_000);
    assertEquals(wallet.walletE8(), wallet.crossWalletE8());
    assertTrue(wallet.walletE8() >= cross, "at worst its own margin is gone");
    assertTrue(wallet.walletE8() < cross + e8("0.2"), "to a tick");
    assertEquals(0, desk.state(ME, START + 2_000).positions().getFirst().quantityE8());
  }

  @Test
  void longsPayShortsEveryEightHours() {
    long day = 8 * 3_600_000L;
    scene.rate(0, "0.0001").rate(day, "-0.0002").rate(2 * day, "0");
    UsdmDesk desk = scene.desk();
    buy(desk, "2");
    long before = wallet(desk, START).walletE8();
    scene.told();
    desk.advance(START + day - 1);
    assertEquals(List.of(), scene.told());
    desk.advance(START + day);
    assertEquals(before - e8("2"), wallet(desk, START + day).walletE8());
    assertEquals(List.of("account FUNDING_FEE"), scene.told());
    desk.advance(START + 2 * day);
    assertEquals(before + e8("2"), wallet(desk, START + 2 * day).walletE8());
    List<IncomeRow> rows =
        desk.archive()
            .income(
                ME, Optional.empty(), Optional.of("FUNDING_FEE"), Page.newest(9), START + 3 * day);
    assertEquals(List.of(e8("-2"), e8("4")), rows.stream().map(IncomeRow::amountE8).toList());
  }
}
