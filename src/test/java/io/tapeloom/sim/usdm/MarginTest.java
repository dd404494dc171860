package io.tapeloom.sim.usdm;

import static io.tapeloom.sim.usdm.Scene.ME;
import static io.tapeloom.sim.usdm.Scene.START;
import static io.tapeloom.sim.usdm.Scene.code;
import static io.tapeloom.sim.usdm.Scene.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Margin and liquidation prices against examples worked out by hand. */
class MarginTest {
  private final Scene scene = Scene.btc();
  private final UsdmDesk desk = scene.desk();

  private OrderState trade(OrderSide side, String quantity) {
    return desk.place(ME, NewOrder.market("BTCUSDT", side, e8(quantity)), START).matched();
  }

  private PositionState position() {
    return desk.state(ME, START).positions().getFirst();
  }

  private AssetState wallet() {
    return desk.state(ME, START).assets().getFirst();
  }

  @Test
  void oneCoinInCrossMargin() {
    trade(OrderSide.BUY, "1");
    PositionState position = position();
    assertEquals(e8("10000.1"), position.entryE8());
    assertEquals(e8("10000"), position.notionalE8());
    assertEquals(e8("-0.1"), position.unrealizedE8());
    assertEquals(e8("500"), position.positionMarginE8());
    assertEquals(e8("40"), position.maintenanceE8());
    assertEquals(e8("5.12053213"), position.liquidationE8());
    assertEquals(e8("10005.10005"), position.breakEvenE8());
    AssetState wallet = wallet();
    assertEquals(e8("9994.99995"), wallet.walletE8());
    assertEquals(e8("9494.89995"), wallet.availableE8());
    assertEquals(e8("9494.89995"), wallet.withdrawableE8());
  }

  @Test
  void theSecondBracketCountsItsCum() {
    desk.leverage(ME, "BTCUSDT", 100, START);
    OrderState order = trade(OrderSide.BUY, "30");
    assertEquals(e8("300046.5"), order.quoteE8());
    assertEquals(e8("1250"), position().maintenanceE8(), "300,000 x 0.5 % - 250");
    assertEquals(e8("9713.45136516"), position().liquidationE8());
    assertEquals(e8("3000"), position().positionMarginE8());
  }

  @Test
  void anIsolatedShortIsBackedByItsOwnMargin() {
    desk.marginType(ME, "BTCUSDT", MarginType.ISOLATED, START);
    desk.leverage(ME, "BTCUSDT", 10, START);
    trade(OrderSide.SELL, "1");
    PositionState position = position();
    assertEquals(e8("999.99"), position.isolatedWalletE8());
    assertEquals(e8("10956.06573705"), position.liquidationE8());
    assertEquals(e8("999.89"), position.isolatedMarginE8());
    AssetState wallet = wallet();
    assertEquals(e8("9995.00005"), wallet.walletE8());
    assertEquals(e8("8995.01005"), wallet.crossWalletE8());
    assertEquals(e8("8995.01005"), wallet.availableE8());
  }

  @Test
  void openOrdersNeedMarginForWhatTheyCouldOpen() {
    desk.place(ME, NewOrder.limit("BTCUSDT", OrderSide.BUY, e8("2"), e8("9990")), START);
    assertEquals(e8("999"), position().orderMarginE8());
    desk.place(ME, NewOrder.limit("BTCUSDT", OrderSide.SELL, e8("3"), e8("10010")), START);
    assertEquals(e8("1501.5"), position().orderMarginE8(), "the larger side counts");
    assertEquals(e8("19980"), position().bidsE8());
    assertEquals(e8("30030"), position().asksE8());
    assertEquals(e8("8498.5"), wallet().availableE8());
  }

  @Test
  void leverageIsRefusedWhereItCannotBe() {
    assertEquals(-4028, code(() -> desk.leverage(ME, "BTCUSDT", 126, START)));
    assertEquals(-4028, code(() -> desk.leverage(ME, "BTCUSDT", 0, START)));
    assertEquals(e8("5000000"), desk.leverage(ME, "BTCUSDT", 75, START));
    trade(OrderSide.BUY, "26");
    assertEquals(-2027, code(() -> desk.leverage(ME, "BTCUSDT", 125, START)));
    assertEquals(-2028, code(() -> desk.leverage(ME, "BTCUSDT", 20, START)));
    assertTrue(scene.told().contains("leverage 75"));
  }

  @Test
  void marginTypeIsRefusedWhereItCannotBe() {
    assertEquals(-4046, code(() -> desk.marginType(ME, "BTCUSDT", MarginType.CROSSED, START)));
    OrderState open =
        desk.place(ME, NewOrder.limit("BTCUSDT", OrderSide.BUY, e8("1"), e8("9990")), START)
            .matched();
    assertEquals(-4047, code(() -> desk.marginType(ME, "BTCUSDT", MarginType.ISOLATED, START)));
    assertEquals(-4067, code(() -> desk.hedged(ME, true, START)));
    desk.cancel(ME, OrderRef.of("BTCUSDT", open.id()), START);
    trade(OrderSide.BUY, "1");
    assertEquals(-4048, code(() -> desk.marginType(ME, "BTCUSDT", MarginType.ISOLATED, START)));
    assertEquals(-4068, code(() -> desk.hedged(ME, true, START)));
    assertEquals(-4059, code(() -> desk.hedged(ME, false, START)));
    trade(OrderSide.SELL, "1");
    desk.marginType(ME, "BTCUSDT", MarginType.ISOLATED, START);
    assertEquals(MarginType.ISOLATED, position().marginType());
  }

  @Test
  void isolatedMarginIsMovedByItsRules() {
    Optional<PositionSide> both = Optional.empty();
    assertEquals(-4049, move(both, "10", true));
    desk.marginType(ME, "BTCUSDT", MarginType.ISOLATED, START);
    assertEquals(-4054, move(both, "10", true));
    trade(OrderSide.BUY, "1");
    assertEquals(-4161, code(() -> desk.leverage(ME, "BTCUSDT", 10, START)));
    assertEquals(-4055, move(both, "0", true));
    assertEquals(-4050, move(both, "100000", true));
    assertEquals(-4051, move(both, "0.01", false));
    assertEquals(-4061, move(Optional.of(PositionSide.LONG), "1", true));
    desk.positionMargin(ME, "BTCUSDT", both, e8("100"), true, START);
    assertEquals(e8("600.005"), position().isolatedWalletE8());
    desk.positionMargin(ME, "BTCUSDT", both, e8("99"), false, START);
    assertEquals(e8("501.005"), position().isolatedWalletE8());
    List<MarginRow> rows = desk.archive().marginChanges(ME, "BTCUSDT", START);
    assertEquals(List.of(1, 2), rows.stream().map(MarginRow::type).toList());
  }

  private int move(Optional<PositionSide> side, String amount, boolean adds) {
    return code(() -> desk.positionMargin(ME, "BTCUSDT", side, e8(amount), adds, START));
  }

  @Test
  void profitIsRealizedByTheShareThatIsClosed() {
    trade(OrderSide.BUY, "3");
    trade(OrderSide.SELL, "1");
    assertEquals(e8("-0.3"), position().realizedE8(), "9999.9 - 30000.6 / 3");
    assertEquals(e8("2"), position().quantityE8());
    trade(OrderSide.SELL, "4");
    assertEquals(e8("-2"), position().quantityE8(), "turned around in one order");
    assertEquals(e8("9999.55"), position().entryE8(), "what was left of four levels");
  }

  @Test
  void feesArePaidInBnbWhileThereIsSome() {
    scene.bnbE8 = OptionalLong.of(e8("500"));
    desk.deposit(ME, "BNB", e8("0.01"), START);
    desk.feeBurn(ME, true, START);
    trade(OrderSide.BUY, "1");
    assertEquals(e8("10000"), wallets("USDT"), "the fee was not taken from here");
    assertEquals(e8("0.00099991"), wallets("BNB"), "10000.1 x 0.05 % x 0.9 / 500 less");
    trade(OrderSide.SELL, "1");
    assertEquals(e8("9994.80005"), wallets("USDT"), "not enough left for 0.009 BNB");
  }

  private long wallets(String asset) {
    return desk.state(ME, START).assets().stream()
        .filter(a -> a.asset().equals(asset))
        .findFirst()
        .orElseThrow()
        .walletE8();
  }

  @Test
  void everyTableOfTheFourSymbolsIsMonotoneAndItsMarginHasNoSteps() {
    for (String base : List.of("BTC", "ETH", "XRP", "SOL", "DOGE")) {
      Brackets table = UsdmRules.of(Scene.listing(base, 10_000_000L, 2, 100_000L, 3)).brackets();
      for (Bracket row : table.rows().subList(1, table.rows().size())) {
        long below = table.maintenanceE8(row.floorE8() - 1);
        long above = table.maintenanceE8(row.floorE8());
        assertTrue(above - below <= 1 && above >= below, base + " " + row);
      }
    }
  }
}
