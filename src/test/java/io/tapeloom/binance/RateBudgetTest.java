package io.tapeloom.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.RateBudget.Kind;
import io.tapeloom.kernel.Market;
import org.junit.jupiter.api.Test;

/** Budgets count as the exchange counts, and exits find something left. */
class RateBudgetTest {
  private static final long MINUTE = 1_767_830_400_000L;

  @Test
  void minutesOfTheClockAndTheWordOfTheExchange() {
    RateBudget budget = RateBudget.weightOnly(50);
    assertEquals(0, budget.take(20, 0, false, MINUTE + 10_000));
    assertEquals(0, budget.take(20, 0, false, MINUTE + 10_000));
    assertEquals(50_000, budget.take(20, 0, false, MINUTE + 10_000));
    assertEquals(0, budget.take(10, 0, false, MINUTE + 10_000));
    assertEquals(0, budget.take(20, 0, false, MINUTE + 60_000));
    budget.counted(Kind.WEIGHT, 60_000, 45, MINUTE + 61_000);
    assertEquals(45, budget.used(Kind.WEIGHT, MINUTE + 61_000));
    assertEquals(59_000, budget.take(20, 0, false, MINUTE + 61_000));
    budget.ban(MINUTE + 200_000);
    assertEquals(80_000, budget.take(1, 0, true, MINUTE + 120_000));
    assertEquals(0, budget.take(1, 0, false, MINUTE + 200_000));
  }

  @Test
  void aClockThatStepsBackForgetsNothing() {
    RateBudget budget = RateBudget.weightOnly(50);
    assertEquals(0, budget.take(40, 0, false, MINUTE));
    assertEquals(60_010, budget.take(20, 0, false, MINUTE - 10), "a little");
    assertEquals(40, budget.used(Kind.WEIGHT, MINUTE));
    assertEquals(60_000, budget.take(20, 0, false, MINUTE - 3_600_000), "an hour");
    assertEquals(0, budget.take(20, 0, false, MINUTE - 3_540_000));
  }

  @Test
  void aFifthOfTheWeightIsKeptForExits() {
    RateBudget budget = RateBudget.of(Market.USDM, 2_400);
    for (int i = 0; i < 96; i++) {
      assertEquals(0, budget.take(20, 0, false, MINUTE));
    }
    assertEquals(60_000, budget.take(20, 0, false, MINUTE));
    assertTrue(budget.exitsOnly(MINUTE));
    for (int i = 0; i < 24; i++) {
      assertEquals(0, budget.take(20, 0, true, MINUTE));
    }
    assertEquals(60_000, budget.take(1, 0, true, MINUTE));
    assertFalse(budget.exitsOnly(MINUTE + 60_000));
  }

  @Test
  void aQuarterOfTheOrdersIsKeptForExitsInEachOfTheLimits() {
    RateBudget budget = RateBudget.of(Market.USDM, 2_400);
    for (int i = 0; i < 225; i++) {
      assertEquals(0, budget.take(0, 1, false, MINUTE));
    }
    assertEquals(10_000, budget.take(0, 1, false, MINUTE));
    assertEquals(0, budget.take(0, 75, true, MINUTE));
    assertEquals(10_000, budget.take(0, 1, true, MINUTE));
    for (int tenth = 1; tenth < 4; tenth++) {
      assertEquals(0, budget.take(0, 200, false, MINUTE + tenth * 10_000));
    }
    assertEquals(20_000, budget.take(0, 1, false, MINUTE + 40_000), "900 of 1200 a minute");
    assertEquals(0, budget.take(0, 300, true, MINUTE + 40_000));
    RateBudget spot = RateBudget.of(Market.SPOT, 6_000);
    assertEquals(0, spot.take(0, 37, false, MINUTE));
    assertEquals(10_000, spot.take(0, 1, false, MINUTE));
  }

  @Test
  void tooManyStopsItsKindAndLeavesExitsWhatIsKept() {
    RateBudget budget = RateBudget.of(Market.USDM, 2_400);
    budget.stop(Kind.WEIGHT, MINUTE + 30_000);
    assertEquals(30_000, budget.take(1, 0, false, MINUTE));
    assertEquals(0, budget.take(1, 0, true, MINUTE));
    assertEquals(0, budget.take(0, 1, false, MINUTE), "orders are another kind");
    budget.stop(Kind.ORDERS, MINUTE + 5_000);
    assertEquals(5_000, budget.take(0, 1, false, MINUTE));
    assertEquals(0, budget.take(0, 1, true, MINUTE));
    RateBudget unlimited = RateBudget.unlimited();
    for (int i = 0; i < 1_000; i++) {
      assertEquals(0, unlimited.take(20, 1, false, MINUTE));
    }
    unlimited.stop(Kind.WEIGHT, MINUTE + 1_000);
    assertEquals(1_000, unlimited.take(1, 0, false, MINUTE), "a real 429 counts anywhere");
  }
}
