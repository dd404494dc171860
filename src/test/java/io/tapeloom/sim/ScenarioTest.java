package io.tapeloom.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each kind of market has the character that its name promises, with ids that never break. */
class ScenarioTest {
  private static final long SEED = 77;
  private static final long HOUR_MS = 3_600_000;
  private static final long FROM = Minutes.EPOCH_MS + 960 * 60 * HOUR_MS / 60;
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");

  private static Tape tape(Scenario scenario) {
    return SimMarket.of(SEED, scenario).tape(BTC).orElseThrow();
  }

  private static List<Bar> minutes(Scenario scenario, int hours) {
    long to = FROM + hours * HOUR_MS - 1;
    return tape(scenario).bars(Span.M1, FROM, to, to + 1);
  }

  /** Root mean square of the minutes' changes, in ticks. */
  private static double movement(List<Bar> bars) {
    double sum = 0;
    for (Bar bar : bars) {
      sum += (double) (bar.close() - bar.open()) * (bar.close() - bar.open());
    }
    return Math.sqrt(sum / bars.size());
  }

  private static long trades(List<Bar> bars) {
    return bars.stream().mapToLong(Bar::trades).sum();
  }

  private static double change(Bar from, Bar to) {
    return (double) to.close() / from.open() - 1;
  }

  /** Change of the price as a share of the symbol's home price. */
  private static double moved(Bar from, Bar to) {
    return (to.close() - from.open()) / (double) Nature.usdm().getFirst().homeTicks();
  }

  @Test
  void aCalmMarketMovesLessAndTradesLess() {
    List<Bar> calm = minutes(Scenario.CALM, 6);
    List<Bar> usual = minutes(Scenario.ORDINARY, 6);
    assertTrue(movement(calm) < 0.5 * movement(usual), movement(calm) + " of " + movement(usual));
    assertTrue(trades(calm) < 0.6 * trades(usual));
  }

  @Test
  void aTrendRunsEightHoursOneWayAndEightTheOther() {
    List<Bar> bars = minutes(Scenario.TREND, 16);
    double first = change(bars.get(0), bars.get(479));
    double second = change(bars.get(480), bars.get(959));
    assertTrue(Math.abs(first) > 0.03 && Math.abs(second) > 0.03, first + " and " + second);
    assertTrue(first * second < 0, first + " and " + second);
  }

  @Test
  void aFlashCrashTakesEightPercentInThreeMinutesAndGivesThemBack() {
    List<Bar> bars = minutes(Scenario.FLASH_CRASH, 1);
    double fall = moved(bars.get(20), bars.get(22));
    double after = moved(bars.get(20), bars.get(34));
    assertTrue(fall < -0.06 && fall > -0.11, "fell by " + fall);
    assertTrue(Math.abs(after) < 0.02, "15 minutes later at " + after);
    assertTrue(bars.get(21).trades() > 3 * bars.get(10).trades());
  }

  @Test
  void aCascadeFallsInWavesWhilePositionsAreLiquidated() {
    List<Bar> bars = minutes(Scenario.LIQUIDATION_CASCADE, 1);
    double fall = change(bars.get(20), bars.get(29));
    assertTrue(fall < -0.012 && fall > -0.05, "fell by " + fall);
    long hour = FROM / Minute.MS;
    assertTrue(Scenario.LIQUIDATION_CASCADE.liquidates(hour + 20));
    assertFalse(Scenario.LIQUIDATION_CASCADE.liquidates(hour + 21));
    assertFalse(Scenario.ORDINARY.liquidates(hour + 20));
    assertTrue(liquidated(Scenario.LIQUIDATION_CASCADE) > 20 * (1 + liquidated(Scenario.CALM)));
    long bought = bars.get(22).buySteps();
    assertTrue(3 * bought < bars.get(22).steps(), "takers bought " + bought);
  }

  /** How many trades of one wave were liquidations. */
  private static long liquidated(Scenario scenario) {
    Tape tape = tape(scenario);
    Liquidations liquidations = new Liquidations(tape);
    long to = FROM + 21 * Minute.MS;
    return tape.fromId(tape.firstIdAt(FROM + 20 * Minute.MS), 10_000, to).stream()
        .filter(liquidations::has)
        .count();
  }

  @Test
  void aHaltTradesNothingForTenMinutesAndNoIdIsMissing() {
    Tape tape = tape(Scenario.HALT);
    List<Bar> bars = minutes(Scenario.HALT, 1);
    for (int i = 20; i < 30; i++) {
      assertEquals(0, bars.get(i).trades());
      assertEquals(bars.get(19).close(), bars.get(i).open());
      assertEquals(bars.get(19).close(), bars.get(i).close());
    }
    assertTrue(tape.closed(FROM + 20 * Minute.MS) && tape.closed(FROM + 30 * Minute.MS - 1));
    assertFalse(tape.closed(FROM + 30 * Minute.MS) || tape.closed(FROM + 20 * Minute.MS - 1));
    assertContiguous(tape);
    long shut = tape.newestId(FROM + 20 * Minute.MS).getAsLong();
    assertEquals(shut, tape.newestId(FROM + 30 * Minute.MS - 1).getAsLong());
    assertEquals(shut + 1, tape.firstIdAt(FROM + 25 * Minute.MS));
    assertTrue(tape.fromId(shut + 1, 10, FROM + 25 * Minute.MS).isEmpty());
    assertEquals(shut + 1, tape.fromId(shut + 1, 1, FROM + HOUR_MS).getFirst().aggId());
  }

  private static void assertContiguous(Tape tape) {
    long id = tape.firstIdAt(FROM);
    List<AggTrade> all = new ArrayList<>();
    while (true) {
      List<AggTrade> page = tape.fromId(id, 333, FROM + HOUR_MS);
      if (page.isEmpty()) {
        break;
      }
      all.addAll(page);
      id = page.getLast().aggId() + 1;
    }
    for (int i = 1; i < all.size(); i++) {
      assertEquals(all.get(i - 1).aggId() + 1, all.get(i).aggId());
    }
    List<Bar> bars = tape.bars(Span.H1, FROM, FROM + HOUR_MS - 1, FROM + HOUR_MS);
    assertEquals(all.stream().filter(t -> t.timeMs() < FROM + HOUR_MS).count(), trades(bars));
  }

  @Test
  void aThinMarketTradesSeldomAndQuotesLittleFarApart() {
    assertTrue(trades(minutes(Scenario.THIN, 3)) < 0.15 * trades(minutes(Scenario.ORDINARY, 3)));
    Touch thin = Touch.of(tape(Scenario.THIN));
    Touch usual = Touch.of(tape(Scenario.ORDINARY));
    assertEquals(5, thin.spread());
    assertEquals(1, usual.spread());
    assertTrue(thin.steps() < 0.3 * usual.steps(), thin.steps() + " of " + usual.steps());
  }

  /** Spread and the quantity of the best twenty levels of both sides. */
  private record Touch(long spread, long steps) {
    static Touch of(Tape tape) {
      long[] best = new long[2];
      long[] sums = new long[3];
      Ladder.of(tape)
          .at(
              FROM + HOUR_MS,
              (ticks, steps) -> first(best, 0, ticks, sums, steps),
              (ticks, steps) -> first(best, 1, ticks, sums, steps));
      return new Touch(best[1] - best[0], sums[2]);
    }

    private static boolean first(long[] best, int side, long ticks, long[] sums, long steps) {
      best[side] = sums[side]++ == 0 ? ticks : best[side];
      sums[2] += steps;
      return sums[side] < 20;
    }
  }
}
