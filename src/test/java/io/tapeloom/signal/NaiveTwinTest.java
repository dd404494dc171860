package io.tapeloom.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The fast engine and its naive twin on seeded tapes: every field of every decision is equal. */
class NaiveTwinTest {
  private static final EngineSettings EAGER = new EngineSettings(120_000, 1_800_000, 4);
  private static final List<Profile> PROFILES =
      List.of(Tapes.threshold(Tapes.V51, 50), Tapes.threshold(Tapes.V52, 60));

  static Stream<Arguments> tapes() {
    return Stream.of(
        named(
            "a day and more, thin",
            1,
            new RandomTape.Shape(1500, 60_000, 60, 900_000, 0, 100_000, 0, 5_000)),
        named(
            "a day and more, no common step",
            2,
            new RandomTape.Shape(1200, 60_000, 40, 7_200_000, 0, 100_000, 200, 500_000)),
        named("bursts", 3, new RandomTape.Shape(9_000, 400, 500, 300_000, 0, 1_000, 0, 3_000_000)),
        named(
            "bursts of wild sizes",
            4,
            new RandomTape.Shape(4_000, 900, 300, 600_000, 0, 100_000_000, 20, 40)),
        named(
            "holes in the ids",
            5,
            new RandomTape.Shape(4_000, 3_000, 200, 400_000, 900, 100_000, 0, 2_000)),
        named(
            "holes and silence over midnights",
            6,
            new RandomTape.Shape(500, 20_000, 20, 40_000_000, 120, 10, 0, 90_000_000)),
        named("one size only", 7, new RandomTape.Shape(1_500, 6_000, 0, 1, 0, 100_000, 0, 1)));
  }

  private static Arguments named(String name, long seed, RandomTape.Shape shape) {
    return Arguments.of(name, seed, shape);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("tapes")
  void bothDecideTheSame(String name, long seed, RandomTape.Shape shape) {
    List<Step> steps = RandomTape.of(seed, shape);
    ShortBook fastBook = new ShortBook();
    ShortBook naiveBook = new ShortBook();
    List<Decision> fast = fast(steps, fastBook);
    List<Decision> naive = naive(steps, naiveBook);
    for (int i = 0; i < Math.min(fast.size(), naive.size()); i++) {
      assertEquals(naive.get(i), fast.get(i), name + " seed " + seed + " decision " + i);
    }
    assertEquals(naive.size(), fast.size());
    assertEquals(naiveBook.told(), fastBook.told());
    assertTrue(fast.size() > 300, () -> "too few decisions: " + fast.size());
  }

  @ParameterizedTest(name = "step hint {0}")
  @org.junit.jupiter.params.provider.ValueSource(longs = {1, 7, 1_000, 100_000_000, 1L << 40})
  void theStepHintChangesNothing(long hint) {
    List<Step> steps =
        RandomTape.of(11, new RandomTape.Shape(3_000, 2_000, 300, 900_000, 0, 1_000, 300, 900_000));
    assertEquals(fast(steps, new ShortBook(), 1_000), fast(steps, new ShortBook(), hint));
  }

  @org.junit.jupiter.api.Test
  void theTapesReachEveryReasonAndTrade() {
    Set<Withheld> seen = EnumSet.noneOf(Withheld.class);
    boolean traded = false;
    for (Arguments tape : tapes().toList()) {
      List<Step> steps = RandomTape.of((long) tape.get()[1], (RandomTape.Shape) tape.get()[2]);
      for (Decision decision : fast(steps, new ShortBook())) {
        seen.addAll(decision.withheld());
        traded |= decision.tradeable();
      }
    }
    assertTrue(traded);
    assertEquals(EnumSet.complementOf(EnumSet.of(Withheld.MAX_POSITIONS, Withheld.DISABLED)), seen);
  }

  private static List<Decision> fast(List<Step> steps, Positions book) {
    return fast(steps, book, 100_000);
  }

  private static List<Decision> fast(List<Step> steps, Positions book, long hint) {
    SignalEngine engine =
        new SignalEngine(Tapes.BTC, hint, PROFILES, book, EAGER, Punctuality.within(5_000));
    List<SignalEvent> out = new ArrayList<>();
    for (Step step : steps) {
      switch (step) {
        case Step.Trade s -> engine.on(s.trade(), s.nowMs(), out::add);
        case Step.Silence s -> engine.on(s.quiet(), s.nowMs(), out::add);
        case Step.Hole s -> engine.gap(s.gap());
        case Step.News s -> engine.inputs(s.inputs());
      }
    }
    return Tapes.decisions(out);
  }

  private static List<Decision> naive(List<Step> steps, Positions book) {
    NaiveEngine engine =
        new NaiveEngine(Tapes.BTC, PROFILES, book, EAGER, Punctuality.within(5_000));
    List<Decision> out = new ArrayList<>();
    for (Step step : steps) {
      switch (step) {
        case Step.Trade s -> engine.on(s.trade(), s.nowMs(), out::add);
        case Step.Silence s -> engine.on(s.quiet(), s.nowMs(), out::add);
        case Step.Hole s -> engine.gap(s.gap());
        case Step.News s -> engine.inputs(s.inputs());
      }
    }
    return out;
  }
}
