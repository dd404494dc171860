package io.tapeloom.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Money as a fold over fills, against figures by hand and a slow twin. */
class PositionTest {
  private static Fixed fixed(String text) {
    return Fixed.parse(text);
  }

  @Test
  void aLongEarnsWhatItSoldAboveWhatItPaid() {
    Position position = new Position(Side.LONG);
    position.enter(fixed("100"), fixed("1"), fixed("0.05"));
    position.enter(fixed("101"), fixed("2"), fixed("0.101"));
    assertEquals(fixed("100.66666667"), position.entryPrice());
    position.exit(fixed("103"), fixed("1.5"), fixed("0.07725"));
    assertEquals(fixed("3.5"), position.realisedUsdt());
    assertEquals(fixed("-1"), position.unrealisedUsdt(fixed("100")));
    position.exit(fixed("99"), fixed("1.5"), fixed("0.07425"));
    assertEquals(fixed("1"), position.realisedUsdt());
    assertEquals(fixed("0.6975"), position.netUsdt());
    assertEquals(Fixed.ZERO, position.openQty());
    assertEquals(fixed("101"), position.exitPrice());
  }

  @Test
  void aShortMirrorsIt() {
    Position position = new Position(Side.SHORT);
    position.enter(fixed("100"), fixed("2"), Fixed.ZERO);
    assertEquals(fixed("-6"), position.unrealisedUsdt(fixed("103")));
    position.exit(fixed("90"), fixed("2"), Fixed.ZERO);
    assertEquals(fixed("20"), position.realisedUsdt());
  }

  @Test
  void moreThanIsHeldCannotLeave() {
    Position position = new Position(Side.LONG);
    position.enter(fixed("1"), fixed("1"), Fixed.ZERO);
    assertThrows(
        IllegalArgumentException.class, () -> position.exit(fixed("1"), fixed("2"), Fixed.ZERO));
  }

  @Test
  void randomFillsEarnWhatASlowTwinEarns() {
    for (long seed = 1; seed <= 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Side side = random.nextBoolean() ? Side.LONG : Side.SHORT;
      Position position = new Position(side);
      BigDecimal paid = BigDecimal.ZERO;
      for (int i = 0; i < 5; i++) {
        Fixed price = Fixed.ofE8(random.nextLong(1, 10_000_000_000_000L));
        Fixed qty = Fixed.ofE8(random.nextLong(1, 1_000_000_000_000L));
        position.enter(price, qty, Fixed.ZERO);
        paid = paid.add(price.toBigDecimal().multiply(qty.toBigDecimal()));
      }
      BigDecimal got = BigDecimal.ZERO;
      while (position.openQty().signum() > 0) {
        Fixed price = Fixed.ofE8(random.nextLong(1, 10_000_000_000_000L));
        Fixed qty = Fixed.ofE8(Math.min(position.openQty().e8(), random.nextLong(1, 1L << 41)));
        position.exit(price, qty, Fixed.ZERO);
        got = got.add(price.toBigDecimal().multiply(qty.toBigDecimal()));
      }
      BigDecimal gain = side == Side.LONG ? got.subtract(paid) : paid.subtract(got);
      Fixed expected = Fixed.of(gain.setScale(8, RoundingMode.HALF_EVEN));
      assertEquals(expected, position.realisedUsdt(), "seed " + seed);
    }
  }

  @Test
  void aClientOrderIdIsReadBackAsItWasMade() {
    for (Purpose purpose : Purpose.values()) {
      ClientOrderId id = new ClientOrderId("pa", 8_123_456_789L, purpose, 37);
      assertEquals(id, ClientOrderId.parse(id.toString()));
    }
    assertEquals("tl-pa-5k-E0", new ClientOrderId("pa", 200, Purpose.ENTRY, 0).toString());
    for (String foreign : List.of("", "x-pa-5k-E0", "tl-pa-5k-Q0", "tl-pa--E0", "tl-PA-5k-E0")) {
      assertThrows(IllegalArgumentException.class, () -> ClientOrderId.parse(foreign), foreign);
    }
  }

  @Test
  void aFillThatComesTwiceCountsOnceAndAnotherOneUnderItsIdIsRefused() {
    Ledger ledger = new Ledger();
    ClientOrderId order = new ClientOrderId("pa", 8, Purpose.ENTRY, 0);
    Fill fill = new Fill(5, order, OrderSide.BUY, fixed("10"), fixed("2"), fixed("0.01"), 1);
    ledger.on(Side.LONG, fill);
    ledger.on(Side.LONG, fill);
    assertEquals(fixed("2"), ledger.position(8).orElseThrow().openQty());
    assertEquals(fixed("0.01"), ledger.feesUsdt());
    Fill other = new Fill(5, order, OrderSide.BUY, fixed("11"), fixed("2"), fixed("0.01"), 1);
    assertThrows(IllegalArgumentException.class, () -> ledger.on(Side.LONG, other));
    ClientOrderId exit = new ClientOrderId("pa", 8, Purpose.TAKE, 1);
    Fill out = new Fill(6, exit, OrderSide.SELL, fixed("12"), fixed("2"), fixed("0.01"), 2);
    ledger.on(Side.LONG, out);
    assertEquals(fixed("4"), ledger.realisedUsdt());
    assertEquals(Optional.empty(), ledger.position(9));
  }

  @Test
  void resultsAreSummedExactlyAndRatiosRoundedOnce() {
    List<ClosedCycle> cycles =
        List.of(
            cycle("BTCUSDT", ExitStatus.TP, 1, "200", "1"),
            cycle("ETHUSDT", ExitStatus.SL, 2, "-220", "-1.1"),
            cycle("BTCUSDT", ExitStatus.SL, 3, "-210", "-1.05"),
            cycle("BTCUSDT", ExitStatus.SL_BE, 10, "66", "0.33"));
    PaperStats stats = PaperStats.of(cycles, List.of(), fixed("10000"), 10);
    assertEquals(fixed("-164"), stats.realisedUsdt());
    assertEquals(fixed("9836"), stats.equity());
    assertEquals(List.of(4, 2), List.of(stats.total(), stats.wins()));
    assertEquals(Optional.of(fixed("0.5")), stats.winRate());
    assertEquals(Optional.of(fixed("0.665")), stats.avgWinR());
    assertEquals(Optional.of(fixed("-1.075")), stats.avgLossR());
    assertEquals(Optional.of(fixed("0.61860465")), stats.payoff());
    assertEquals(Optional.of(fixed("-0.205")), stats.expectancyR());
    assertEquals(Optional.of(fixed("0.61860465")), stats.profitFactor());
    assertEquals(fixed("2.15"), stats.maxDrawdownR());
    assertEquals(List.of(fixed("0.33"), fixed("66")), List.of(stats.todayR(), stats.todayUsdt()));
    assertEquals(2, stats.byExit().get(ExitStatus.SL));
    assertEquals(new PaperStats.BySymbol(3, fixed("0.28")), stats.bySymbol().get("BTCUSDT"));
    assertEquals(new PaperStats.Point(10, fixed("9836"), fixed("-0.82")), stats.curve().getLast());
  }

  @Test
  void withoutCyclesNoRatioIsDefined() {
    PaperStats stats = PaperStats.of(List.of(), List.of(), fixed("10000"), 0);
    assertEquals(Optional.empty(), stats.winRate());
    assertEquals(Optional.empty(), stats.payoff());
    assertEquals(Optional.empty(), stats.profitFactor());
    assertEquals(fixed("10000"), stats.equity());
    assertEquals(Fixed.ZERO, stats.maxDrawdownR());
  }

  @Test
  void drawdownAgreesWithEveryPairOfPoints() {
    for (long seed = 1; seed <= 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<ClosedCycle> cycles = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        String r = new BigDecimal(random.nextInt(-150, 150)).movePointLeft(2).toPlainString();
        cycles.add(cycle("X1", ExitStatus.TP, i, r, r));
      }
      assertEquals(
          slowDrawdown(cycles),
          PaperStats.of(cycles, List.of(), fixed("1"), 0).maxDrawdownR(),
          "seed " + seed);
    }
  }

  private static Fixed slowDrawdown(List<ClosedCycle> cycles) {
    BigDecimal deepest = BigDecimal.ZERO;
    for (int from = 0; from <= cycles.size(); from++) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int i = from; i < cycles.size(); i++) {
        sum = sum.add(cycles.get(i).pnlR().toBigDecimal(), MathContext.UNLIMITED);
        deepest = deepest.max(sum.negate());
      }
    }
    return Fixed.of(deepest);
  }

  private static ClosedCycle cycle(
      String symbol, ExitStatus status, long ms, String usdt, String r) {
    return new ClosedCycle(symbol, status, ms, fixed(usdt), fixed(r));
  }

  @Test
  void sellingHalfAtThePriceChangesAResultByItsFeeAlone() {
    Position position = new Position(Side.LONG);
    position.enter(fixed("100"), fixed("0.885"), fixed("0.04425"));
    OpenResult before = OpenResult.of(position, Optional.of(fixed("103")));
    assertEquals(new OpenResult(fixed("-0.04425"), Optional.of(fixed("2.655"))), before);
    position.exit(fixed("103"), fixed("0.442"), fixed("0.022763"));
    OpenResult after = OpenResult.of(position, Optional.of(fixed("103")));
    assertEquals(new OpenResult(fixed("1.258987"), Optional.of(fixed("1.329"))), after);
    assertEquals(fixed("-0.022763"), after.pnlUsdt().get().minus(before.pnlUsdt().get()));
  }

  @Test
  void equityHoldsWhatOpenTradesMadeAndRealisedDoesNot() {
    List<ClosedCycle> closed =
        List.of(new ClosedCycle("BTCUSDT", ExitStatus.TP, 5, fixed("20"), fixed("0.2")));
    OpenResult priced = new OpenResult(fixed("1.25"), Optional.of(fixed("-0.5")));
    OpenResult unpriced = new OpenResult(fixed("-4"), Optional.empty());
    PaperStats stats = PaperStats.of(closed, List.of(priced, unpriced), fixed("10000"), 0);
    assertEquals(fixed("20"), stats.realisedUsdt());
    assertEquals(fixed("10016.75"), stats.equity());
    assertEquals(fixed("10020"), stats.curve().getLast().equity());
    assertEquals(1, stats.total());
  }
}
