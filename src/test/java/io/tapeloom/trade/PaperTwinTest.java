package io.tapeloom.trade;

import static io.tapeloom.trade.PaperTape.T0;
import static io.tapeloom.trade.PaperTape.V51;
import static io.tapeloom.trade.PaperTape.fixed;
import static io.tapeloom.trade.PaperTape.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.ledger.ExitStatus;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.signal.ExitMultiples;
import io.tapeloom.trade.PaperEvent.Closed;
import io.tapeloom.trade.PaperEvent.EntryFilled;
import io.tapeloom.trade.PaperEvent.NotOpened;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Random tapes and decisions: the fold and its naive twin agree fill for fill. */
class PaperTwinTest {
  private static final String OTHER = "other";
  private final Set<ExitStatus> seen = EnumSet.noneOf(ExitStatus.class);

  @Test
  void theFoldAgreesWithItsNaiveTwinFillForFill() {
    for (long seed = 1; seed <= 400; seed++) {
      compare(seed);
    }
    Set<ExitStatus> expected = EnumSet.complementOf(EnumSet.of(ExitStatus.MANUAL));
    assertEquals(expected, seen, "the random tapes must reach every exit");
  }

  private void compare(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    InstrumentSpec grid =
        spec(pick(random, "0.1", "0.01", "0.5"), pick(random, "0.001", "1", "25"));
    List<AggTrade> tape = tape(random, Fixed.ofE8(grid.tickE8()));
    List<Intent> decisions = decisions(random, V51);
    List<Intent> others = decisions(random, OTHER);
    List<PaperEvent> events =
        fold(random, grid, tape, Stream.concat(decisions.stream(), others.stream()).toList());
    assertEquals(twin(tape, grid, decisions), lines(events, tape, V51), "seed " + seed);
    assertEquals(twin(tape, grid, others), lines(events, tape, OTHER), "seed " + seed);
    Set<Long> ids = new java.util.TreeSet<>();
    Stream<Long> tradeIds =
        events.stream()
            .filter(e -> e.cycle().strategy().equals(V51))
            .flatMap(PaperTwinTest::fills)
            .map(PaperFill::tradeId);
    tradeIds.forEach(id -> assertTrue(ids.add(id), "seed " + seed + ": trade id " + id + " twice"));
  }

  private static Fixed pick(SplittableRandom random, String... choices) {
    return fixed(choices[random.nextInt(choices.length)]);
  }

  private static List<String> twin(
      List<AggTrade> tape, InstrumentSpec grid, List<Intent> decisions) {
    return sorted(
        new NaiveBroker(tape, grid, PaperSettings.DEFAULT, PaperTape.RULES).ledger(decisions));
  }

  /** A walk on the tick with jumps, silences and trades timed before their predecessors. */
  private static List<AggTrade> tape(SplittableRandom random, Fixed tick) {
    List<AggTrade> tape = new ArrayList<>();
    long price = 1_000 * Fixed.ONE_E8;
    long timeMs = T0 - 20_000;
    for (int i = 0; i < 1_500; i++) {
      int jump = random.nextInt(40) == 0 ? 60 : 4;
      price = Math.max(tick.e8(), price + tick.e8() * random.nextInt(-jump, jump + 1));
      timeMs += random.nextInt(200) == 0 ? random.nextInt(900_000) : random.nextInt(4_000);
      long shown = random.nextInt(20) == 0 ? timeMs - random.nextInt(20_000) : timeMs;
      tape.add(PaperTape.trade(1_000 + i, shown, Fixed.ofE8(price)));
    }
    return tape;
  }

  private static List<Intent> decisions(SplittableRandom random, String strategy) {
    List<Intent> decisions = new ArrayList<>();
    long t = T0;
    while (decisions.size() < 40) {
      t += 15_000L * random.nextInt(1, random.nextBoolean() ? 4 : 80);
      Side side = random.nextBoolean() ? Side.LONG : Side.SHORT;
      Fixed atr =
          Fixed.ofE8(
              random.nextLong(1, random.nextInt(20) == 0 ? 100_000_000_000_000L : 1_500_000_000L));
      decisions.add(new Intent(strategy, t, side, atr, fixed("1000"), 65 + random.nextInt(35)));
    }
    return decisions;
  }

  /**
   * Hands each decision in anywhere between the last trade before its boundary and the first that
   * may fill it.
   */
  private static List<PaperEvent> fold(
      SplittableRandom random, InstrumentSpec grid, List<AggTrade> tape, List<Intent> decisions) {
    Map<String, ExitMultiples> rules = Map.of(V51, PaperTape.RULES, OTHER, PaperTape.RULES);
    PaperBroker broker = new PaperBroker(grid, PaperSettings.DEFAULT, rules);
    List<PaperEvent> events = new ArrayList<>();
    List<Intent> left = new ArrayList<>(decisions);
    left.sort((a, b) -> a.cycle().compareTo(b.cycle()));
    long effectiveMs = 0;
    for (AggTrade trade : tape) {
      effectiveMs = Math.max(effectiveMs, trade.timeMs());
      while (!left.isEmpty() && left.getFirst().t() + random.nextInt(101) <= effectiveMs) {
        broker.decided(left.removeFirst(), events::add);
      }
      broker.on(effectiveMs, trade, events::add);
    }
    left.forEach(intent -> broker.decided(intent, events::add));
    return events;
  }

  private List<String> lines(List<PaperEvent> events, List<AggTrade> tape, String strategy) {
    long first = tape.getFirst().aggId();
    List<String> lines = new ArrayList<>();
    for (PaperEvent event : events) {
      if (event.cycle().strategy().equals(strategy)) {
        line(event, first).forEach(lines::add);
      }
    }
    return sorted(lines);
  }

  private Stream<String> line(PaperEvent event, long first) {
    long t = event.cycle().t();
    return switch (event) {
      case NotOpened no -> Stream.of(t + " not opened " + no.reason().code());
      case EntryFilled in -> Stream.of(t + " entry " + at(in.fill(), first));
      case PaperEvent.Tp1Filled _, PaperEvent.StopMoved _ -> Stream.of();
      case Closed out -> {
        seen.add(out.status());
        yield Stream.of(
            t
                + " "
                + out.status().code()
                + " "
                + at(out.fill(), first)
                + " pnl "
                + out.pnlUsdt()
                + " r "
                + out.pnlR()
                + " fees "
                + out.feesUsdt());
      }
    };
  }

  private static String at(PaperFill fill, long first) {
    return fill.qty() + " @ " + fill.price() + " #" + (fill.aggId() - first);
  }

  private static Stream<PaperFill> fills(PaperEvent event) {
    return switch (event) {
      case NotOpened _, PaperEvent.StopMoved _ -> Stream.of();
      case EntryFilled in -> Stream.of(in.fill());
      case PaperEvent.Tp1Filled half -> Stream.of(half.fill());
      case Closed out -> Stream.of(out.fill());
    };
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }
}
