package io.tapeloom.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.indicator.Slice;
import io.tapeloom.market.AggTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An engine filled from stored slices goes on as one that never stopped. */
class RestoreTest {
  private static final RandomTape.Shape THIRTY_HOURS =
      new RandomTape.Shape(9_000, 14_000, 300, 1_500_000, 0, 100_000, 400, 300_000);
  private static final RandomTape.Shape WITH_HOLES =
      new RandomTape.Shape(4_000, 4_000, 300, 400_000, 700, 100_000, 0, 3_000);
  private static final EngineSettings EAGER = new EngineSettings(120_000, 1_800_000, 4);

  /** One run: its steps, and what it answered. */
  private record Run(List<Step> steps, List<SignalEvent> events) {
    static Run of(long seed, RandomTape.Shape shape) {
      List<Step> steps =
          RandomTape.of(seed, shape).stream().filter(s -> !(s instanceof Step.News)).toList();
      List<SignalEvent> events = new ArrayList<>();
      feed(engine(), steps, events);
      return new Run(steps, events);
    }

    List<Slice> slices() {
      return events.stream()
          .filter(SliceSealed.class::isInstance)
          .map(e -> ((SliceSealed) e).slice())
          .toList();
    }
  }

  private static SignalEngine engine() {
    return new SignalEngine(
        Tapes.BTC,
        100_000,
        List.of(Tapes.threshold(Tapes.V51, 55)),
        Positions.none(),
        EAGER,
        Punctuality.listed(Set.of()));
  }

  private static void feed(SignalEngine engine, List<Step> steps, List<SignalEvent> out) {
    for (Step step : steps) {
      switch (step) {
        case Step.Trade s -> engine.on(s.trade(), s.nowMs(), out::add);
        case Step.Silence s -> engine.on(s.quiet(), s.nowMs(), out::add);
        case Step.Hole s -> engine.gap(s.gap());
        case Step.News s -> engine.inputs(s.inputs());
      }
    }
  }

  @Test
  void cutAtEveryFiftiethBoundaryTheRestIsEqual() {
    Run run = Run.of(21, THIRTY_HOURS);
    int boundaries = run.slices().size();
    assertTrue(boundaries > 6_500, () -> "expected over a day, got " + boundaries);
    for (int cut = 50; cut < boundaries; cut += 50) {
      goesOnAsBefore(run, cut, 400);
    }
  }

  @Test
  void cutBetweenHolesTheRestIsEqualToo() {
    Run run = Run.of(22, WITH_HOLES);
    for (int cut = 10; cut < run.slices().size(); cut += 50) {
      goesOnAsBefore(run, cut, 2_000);
    }
  }

  private static void goesOnAsBefore(Run run, int cut, int boundaries) {
    List<Slice> sealed = run.slices().subList(0, cut);
    Slice newest = sealed.getLast();
    SignalEngine restored = engine();
    restored.restore(stored(sealed), cooldowns(run, newest.tMs()));
    List<SignalEvent> events = new ArrayList<>();
    long untilMs = newest.tMs() + 15_000L * boundaries;
    for (Step step : after(run.steps(), newest.lastId())) {
      if (!events.isEmpty() && time(events.getLast()) > untilMs) {
        break;
      }
      feed(restored, List.of(step), events);
    }
    List<String> expected = shown(run.events(), newest.tMs(), boundaries);
    assertEquals(expected, shown(events, newest.tMs(), boundaries), "cut at slice " + cut);
  }

  /** What a store would give: the newest tape, only so far back, no quantities beyond a day. */
  private static List<Slice> stored(List<Slice> sealed) {
    Slice newest = sealed.getLast();
    return sealed.stream()
        .filter(s -> s.tapeFromMs() == newest.tapeFromMs())
        .filter(s -> s.tMs() > newest.tMs() - SignalEngine.RESTORE_MS)
        .map(s -> s.tMs() > newest.tMs() - 86_400_000 ? s : withoutQtys(s))
        .toList();
  }

  private static Slice withoutQtys(Slice s) {
    return new Slice(
        s.tMs(),
        s.tapeFromMs(),
        s.signedQtyE8(),
        s.qtyE8(),
        s.notionalE16(),
        s.count(),
        s.openE8(),
        s.highE8(),
        s.lowE8(),
        s.closeE8(),
        s.lastId(),
        s.lastMs(),
        new long[0]);
  }

  private static Map<String, Long> cooldowns(Run run, long throughMs) {
    Map<String, Long> last = new TreeMap<>();
    Tapes.decisions(run.events()).stream()
        .filter(d -> d.tradeable() && d.t() <= throughMs)
        .forEach(d -> last.put(d.strategy(), d.t()));
    return last;
  }

  private static List<Step> after(List<Step> steps, long lastId) {
    int from = 0;
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Step.Trade s && s.trade().aggId() == lastId) {
        from = i + 1;
      }
    }
    return steps.subList(from, steps.size());
  }

  private static List<String> shown(List<SignalEvent> events, long afterMs, int boundaries) {
    return events.stream()
        .filter(e -> time(e) > afterMs && time(e) <= afterMs + 15_000L * boundaries)
        .map(RestoreTest::shown)
        .toList();
  }

  private static long time(SignalEvent event) {
    return switch (event) {
      case Decided e -> e.decision().t();
      case SliceSealed e -> e.slice().tMs();
    };
  }

  private static String shown(SignalEvent event) {
    return switch (event) {
      case Decided e -> DecisionLine.of(e.decision());
      case SliceSealed e ->
          withoutQtys(e.slice()).toString().replaceFirst("\\[J@.*", "")
              + java.util.Arrays.toString(e.slice().signedQtysE8());
    };
  }

  @Test
  void tooFewSlicesAreRefused() {
    Run run = Run.of(23, THIRTY_HOURS);
    List<Slice> slices = run.slices();
    List<Slice> late = slices.subList(slices.size() - 2_000, slices.size());
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> engine().restore(late, Tapes.noCooldowns()));
    assertTrue(refusal.getMessage().contains("expected slices of one tape"), refusal::getMessage);
  }

  @Test
  void anIdThatIsNotTheNextOneIsRefused() {
    SignalEngine engine = engine();
    AggTrade first = Tapes.trade(7, 1_720_000_000_000L, "10", "1", false);
    engine.on(first, first.timeMs(), e -> {});
    AggTrade third = Tapes.trade(9, 1_720_000_000_001L, "10", "1", false);
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> engine.on(third, 0, e -> {}));
    assertEquals("usdm.BTCUSDT: expected trade id 8, got 9", refusal.getMessage());
  }
}
