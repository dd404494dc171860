package io.tapeloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.market.AggTrade;
import io.tapeloom.signal.Profile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A replay is a function of the tape, whatever way the tape arrives. */
class ReplayTest {
  private static final Profile V51 =
      new Strategies(Path.of("none")).find("v51_baseline").orElseThrow();
  private static final ReplayPlan PLAN = ReplayPlan.of(ReplayTapes.BTC, List.of(V51));
  private static final List<AggTrade> TAPE = ReplayTapes.swinging(5, 20_000);

  @Test
  void theSameTapeGivesTheSameOutcomeTwice() {
    Replay.Outcome first = Replay.run(PLAN, TAPE.iterator());
    assertEquals(first, Replay.run(PLAN, TAPE.iterator()));
    ReplaySummary summary = first.summary();
    assertEquals(20_000, summary.trades());
    assertEquals(OptionalLong.of(1), summary.firstId());
    assertEquals(OptionalLong.of(20_000), summary.lastId());
    assertEquals(OptionalLong.of(TAPE.getFirst().timeMs()), summary.fromMs());
    assertEquals(OptionalLong.of(TAPE.getLast().timeMs()), summary.toMs());
    assertEquals(
        TAPE.getLast().timeMs() / 15_000 - TAPE.getFirst().timeMs() / 15_000, summary.decisions());
    assertTrue(summary.signals() >= 5, summary::json);
    assertTrue(summary.paperTrades() >= 4, summary::json);
    assertTrue(first.whole());
  }

  @Test
  void repeatsAndShufflesChangeNothingButTheCount() {
    long seed = 3;
    System.out.println("ReplayTest seed " + seed);
    Random random = new Random(seed);
    List<AggTrade> disturbed = new ArrayList<>();
    for (AggTrade trade : TAPE) {
      disturbed.add(trade);
      if (random.nextInt(100) == 0) {
        disturbed.add(TAPE.get((int) Math.max(0, trade.aggId() - 1 - random.nextInt(400))));
      }
    }
    for (int from = 0; from < disturbed.size(); from += 900) {
      Collections.shuffle(disturbed.subList(from, Math.min(from + 900, disturbed.size())), random);
    }
    ReplaySummary clean = Replay.run(PLAN, TAPE.iterator()).summary();
    ReplaySummary summary = Replay.run(PLAN, disturbed.iterator()).summary();
    assertEquals(clean.withRepeated(disturbed.size() - TAPE.size()), summary);
    assertTrue(summary.repeated() > 100);
  }

  @Test
  void aGapWithholdsItsBoundariesAndBeginsANewTape() {
    List<AggTrade> holed = new ArrayList<>(TAPE);
    holed.subList(9_000, 9_060).clear();
    holed.subList(3_000, 3_001).clear();
    ReplaySummary summary = Replay.run(PLAN, holed.iterator()).summary();
    assertEquals(2, summary.gaps());
    assertEquals(61, summary.missing());
    assertEquals(TAPE.size() - 61, summary.trades());
    List<String> lines = lines(PLAN, holed);
    assertEquals(summary.decisions(), lines.size());
    long before = TAPE.get(8_999).timeMs();
    long after = TAPE.get(9_060).timeMs();
    for (String line : lines) {
      long t = number(line, "t");
      boolean in = t > before && t <= after;
      boolean single = t > TAPE.get(2_999).timeMs() && t <= TAPE.get(3_001).timeMs();
      assertEquals(in || single, line.contains("\"gap\""), line);
      if (t > after) {
        assertEquals(after, number(line, "tape_from"), line);
      }
    }
  }

  @Test
  void theSameIdWithOtherContentIsReportedAndIgnored() {
    List<AggTrade> altered = new ArrayList<>(TAPE);
    AggTrade trade = TAPE.get(500);
    altered.add(
        600,
        new AggTrade(
            ReplayTapes.BTC,
            trade.aggId(),
            trade.priceE8() + 10_000_000,
            trade.qtyE8(),
            trade.firstId(),
            trade.lastId(),
            trade.timeMs(),
            trade.buyerMaker()));
    Replay.Outcome outcome = Replay.run(PLAN, altered.iterator());
    assertEquals(Replay.run(PLAN, TAPE.iterator()).summary().withRepeated(1), outcome.summary());
    assertEquals(1, outcome.altered());
    assertFalse(outcome.whole());
  }

  @Test
  void aBoundaryThatWasLateIsNotTradedAgain() {
    List<String> tradeable = tradeable(lines(PLAN, TAPE));
    long late = number(tradeable.getFirst(), "t");
    List<String> lines = lines(PLAN.withLate(Set.of(late)), TAPE);
    String line = lines.stream().filter(l -> number(l, "t") == late).findFirst().orElseThrow();
    assertTrue(line.endsWith("\"withheld\":[\"late\"]}\n"), line);
    assertFalse(tradeable(lines).stream().anyMatch(l -> number(l, "t") == late));
  }

  @Test
  void eachSignalIsAPaperTradeUnlessItCouldNotBeEntered() {
    Replay.Outcome outcome = Replay.run(PLAN, TAPE.iterator());
    Set<Long> signals =
        tradeable(lines(PLAN, TAPE)).stream()
            .map(l -> number(l, "t"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<Long> entered =
        outcome.cycles().stream()
            .map(c -> c.key().t())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(signals, entered);
    long open = outcome.cycles().stream().filter(c -> c.closed().isEmpty()).count();
    assertEquals(outcome.cycles().size(), outcome.summary().paperTrades() + open);
  }

  @Test
  void stepsReadOffTheTapeAreThoseOfTheExchange() {
    ReplayPlan told = PLAN.withSteps(OptionalLong.of(100_000), OptionalLong.of(10_000_000));
    assertEquals(Replay.run(told, TAPE.iterator()), Replay.run(PLAN, TAPE.iterator()));
    ReplayPlan coarse = PLAN.withSteps(OptionalLong.of(100_000_000), OptionalLong.empty());
    assertTrue(
        Replay.run(coarse, TAPE.iterator()).cycles().stream()
            .allMatch(c -> c.entry().qty().e8() % 100_000_000 == 0));
  }

  @Test
  void anEmptyTapeSaysSo() {
    ReplaySummary summary = Replay.run(PLAN, Collections.emptyIterator()).summary();
    assertEquals(
        "{\"trades\":0,\"first_id\":null,\"last_id\":null,\"gaps\":0,\"missing\":0,\"repeated\":0,"
            + "\"from_ms\":null,\"to_ms\":null,\"decisions\":0,\"signals\":0,\"paper_trades\":0,"
            + "\"hash\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}",
        summary.json());
  }

  private static List<String> lines(ReplayPlan plan, List<AggTrade> tape) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Replay.run(plan, tape.iterator(), out, _ -> {});
    return List.of(out.toString(StandardCharsets.US_ASCII).split("(?<=\n)"));
  }

  private static List<String> tradeable(List<String> lines) {
    return lines.stream().filter(l -> l.endsWith("\"withheld\":[]}\n")).toList();
  }

  private static long number(String line, String key) {
    int from = line.indexOf("\"" + key + "\":") + key.length() + 3;
    return Long.parseLong(line.substring(from, line.indexOf(',', from)));
  }
}
