package io.tapeloom.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Quiet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A market that only rises scores 80; each reason takes the trade away for one cause alone. */
class WithheldTest {
  private static final long START = 1_720_051_200_000L;
  private static final long WARM = START + 14_400_000;

  /** Buys at rising prices every five seconds. */
  private static List<AggTrade> rising(int trades) {
    List<AggTrade> tape = new ArrayList<>();
    for (int i = 0; i < trades; i++) {
      tape.add(Tapes.trade(i + 1, START + 5_000L * i, "100." + (10_000 + i), "1", false));
    }
    return tape;
  }

  private static final int WARM_TRADES = 2_881;

  private static Decision at(List<Decision> decisions, long t) {
    return decisions.stream().filter(d -> d.t() == t).findFirst().orElseThrow();
  }

  private static List<Decision> run(SignalEngine engine, List<AggTrade> tape) {
    return Tapes.decisions(Tapes.feed(engine, tape));
  }

  @Test
  void aRisingMarketIsTradedOnceItIsWarm() {
    Decision decision = at(run(Tapes.engine(Tapes.V51), rising(WARM_TRADES)), WARM);
    assertEquals(List.of(), decision.withheld());
    assertEquals(Optional.of(Side.LONG), decision.direction());
    assertEquals(new Factors(4500, 0, 1000, 750, 1500, 200), decision.factors());
    assertEquals(80, decision.score());
  }

  @Test
  void warmingUntilFourHoursOfTape() {
    List<Decision> decisions = run(Tapes.engine(Tapes.V51), rising(WARM_TRADES));
    assertEquals(List.of(Withheld.WARMING), at(decisions, WARM - 15_000).withheld());
    assertTrue(
        decisions.stream()
            .filter(d -> d.t() < WARM)
            .allMatch(d -> d.withheld().contains(Withheld.WARMING)));
  }

  @Test
  void warmingWithoutAnAtrHoweverLongTheTape() {
    EngineSettings atOnce = new EngineSettings(600_000, 0, 4);
    SignalEngine engine =
        new SignalEngine(
            Tapes.BTC,
            100_000,
            List.of(Tapes.V51),
            Positions.none(),
            atOnce,
            Punctuality.listed(Set.of()));
    List<Decision> decisions = run(engine, rising(1_000));
    long fifteenBars = START + 15 * 300_000;
    Decision before = at(decisions, fifteenBars - 15_000);
    assertEquals(Optional.empty(), before.windows().atr5m());
    assertEquals(List.of(Withheld.WARMING), before.withheld());
    Decision with = at(decisions, fifteenBars);
    assertTrue(with.windows().atr5m().isPresent());
    assertEquals(List.of(), with.withheld());
  }

  @Test
  void gapFromTheLastTradeBeforeToTheFirstAfterThenTheTapeBeginsAnew() {
    SignalEngine engine = Tapes.engine(Tapes.V51);
    List<SignalEvent> events = Tapes.feed(engine, rising(WARM_TRADES + 10));
    long lastMs = START + 5_000L * (WARM_TRADES + 9);
    engine.gap(new Gap(Tapes.BTC, WARM_TRADES + 11, WARM_TRADES + 20, false));
    AggTrade after = Tapes.trade(WARM_TRADES + 21, lastMs + 40_000, "101", "1", false);
    events.addAll(Tapes.feed(engine, List.of(after)));
    AggTrade later = Tapes.trade(WARM_TRADES + 22, lastMs + 60_000, "101", "2", false);
    events.addAll(Tapes.feed(engine, List.of(later)));
    List<Decision> decisions = Tapes.decisions(events);
    List<Decision> across =
        decisions.stream().filter(d -> d.t() > lastMs && d.t() <= after.timeMs()).toList();
    assertEquals(3, across.size());
    for (Decision decision : across) {
      assertTrue(decision.withheld().contains(Withheld.GAP), decision::toString);
      assertEquals(START, decision.tapeFromMs());
    }
    Decision anew = decisions.getLast();
    assertEquals(after.timeMs(), anew.tapeFromMs());
    assertEquals(1, anew.windows().trades());
    assertEquals(List.of(Withheld.WARMING), anew.withheld().subList(0, 1));
    assertTrue(!anew.withheld().contains(Withheld.GAP));
    assertTrue(anew.withheld().contains(Withheld.COOLDOWN), "cool-downs are kept");
  }

  @Test
  void lateWhenSealedMoreThanTheLimitAfterItsBoundary() {
    List<AggTrade> tape = rising(WARM_TRADES);
    for (long delayMs : new long[] {5_000, 5_001}) {
      SignalEngine engine = Tapes.engine(Positions.none(), Punctuality.within(5_000), Tapes.V51);
      List<SignalEvent> events = new ArrayList<>();
      tape.forEach(t -> engine.on(t, t.timeMs() + delayMs, events::add));
      assertEquals(
          delayMs == 5_000 ? List.of() : List.of(Withheld.LATE),
          at(Tapes.decisions(events), WARM).withheld());
    }
  }

  @Test
  void lateInAReplayAreExactlyTheBoundariesListed() {
    SignalEngine engine =
        Tapes.engine(Positions.none(), Punctuality.listed(Set.of(WARM)), Tapes.V51);
    List<Decision> decisions = run(engine, rising(WARM_TRADES + 3));
    assertEquals(List.of(Withheld.LATE), at(decisions, WARM).withheld());
    assertEquals(List.of(), at(decisions, WARM + 15_000).withheld());
  }

  private static Inputs accounts(String ratio, long receivedMs) {
    Inputs none = Inputs.MISSING;
    return new Inputs(
        Optional.of(new Observed(Fixed.parse(ratio), receivedMs)),
        none.topTraderLongShare(),
        none.openInterestChange1h(),
        none.coinbasePremium(),
        none.fundingRate(),
        none.longLiquidationUsd(),
        none.shortLiquidationUsd());
  }

  private static Decision withAccounts(long receivedMs) {
    SignalEngine engine = Tapes.engine(Tapes.V51);
    engine.inputs(accounts("0.5", receivedMs));
    return at(run(engine, rising(WARM_TRADES)), WARM);
  }

  @Test
  void staleWhenAnInputThatWasKnownIsOlderThanFifteenMinutes() {
    Decision fresh = withAccounts(WARM - 900_000);
    assertEquals(List.of(), fresh.withheld());
    assertEquals(1500, fresh.factors().crowdingE2());
    Decision stale = withAccounts(WARM - 900_001);
    assertEquals(List.of(Withheld.STALE_INPUT), stale.withheld());
    assertEquals(1000, stale.factors().crowdingE2(), "scored as missing");
    assertEquals(accounts("0.5", WARM - 900_001), stale.inputs(), "and visible");
  }

  @Test
  void anInputReceivedAtOrAfterTheBoundaryIsNotKnownAtIt() {
    Decision decision = withAccounts(WARM);
    assertEquals(Inputs.MISSING, decision.inputs());
    assertEquals(accounts("0.5", WARM - 1), withAccounts(WARM - 1).inputs());
  }

  @Test
  void noDirectionWhenTheMiddleWindowDisagrees() {
    List<AggTrade> tape = new ArrayList<>();
    for (AggTrade t : rising(WARM_TRADES)) {
      boolean early = t.timeMs() < WARM - 1_800_000;
      String qty = early ? "9" : "1";
      tape.add(Tapes.trade(t.aggId(), t.timeMs(), t.price().toString(), qty, early));
    }
    Decision decision = at(run(Tapes.engine(Tapes.threshold(Tapes.V51, 10)), tape), WARM);
    assertEquals(Optional.empty(), decision.direction());
    assertEquals(List.of(Withheld.NO_DIRECTION), decision.withheld());
    assertEquals(2250, decision.factors().directionE2(), "a third and half a third remain");
  }

  @Test
  void belowThresholdByTheRawScore() {
    List<AggTrade> tape = rising(WARM_TRADES);
    Profile high = Tapes.threshold(Tapes.V51, 81);
    assertEquals(
        List.of(Withheld.BELOW_THRESHOLD), at(run(Tapes.engine(high), tape), WARM).withheld());
    Profile reached = Tapes.threshold(Tapes.V51, 80);
    assertEquals(List.of(), at(run(Tapes.engine(reached), tape), WARM).withheld());
  }

  @Test
  void coolDownForTenMinutesAfterATradeableDecision() {
    List<Decision> decisions = run(Tapes.engine(Tapes.V51), rising(WARM_TRADES + 130));
    assertEquals(List.of(), at(decisions, WARM).withheld());
    for (long t = WARM + 15_000; t < WARM + 600_000; t += 15_000) {
      assertEquals(List.of(Withheld.COOLDOWN), at(decisions, t).withheld());
    }
    assertEquals(List.of(), at(decisions, WARM + 600_000).withheld());
  }

  private static Positions holding(Side side) {
    return new Positions() {
      @Override
      public Optional<Side> held(String strategy) {
        return Optional.of(side);
      }

      @Override
      public void decided(Decision decision) {}

      @Override
      public void refused(String strategy, long t) {}

      @Override
      public void on(long effectiveMs, AggTrade trade) {}
    };
  }

  @Test
  void positionOpenOnTheSameSideButTheOtherSideMayBeFlipped() {
    List<AggTrade> tape = rising(WARM_TRADES);
    Punctuality onTime = Punctuality.listed(Set.of());
    SignalEngine same = Tapes.engine(holding(Side.LONG), onTime, Tapes.V51);
    assertEquals(List.of(Withheld.POSITION_OPEN), at(run(same, tape), WARM).withheld());
    SignalEngine other = Tapes.engine(holding(Side.SHORT), onTime, Tapes.V51);
    assertEquals(List.of(), at(run(other, tape), WARM).withheld());
  }

  @Test
  void maxPositionsOfZeroWithholdsEverything() {
    SignalEngine engine =
        new SignalEngine(
            Tapes.BTC,
            100_000,
            List.of(Tapes.V51),
            Positions.none(),
            new EngineSettings(600_000, 14_400_000, 0),
            Punctuality.listed(Set.of()));
    Decision decision = at(run(engine, rising(WARM_TRADES)), WARM);
    assertEquals(List.of(Withheld.MAX_POSITIONS), decision.withheld());
  }

  @Test
  void aDisabledProfileIsScoredAndNotTraded() {
    Decision decision = at(run(Tapes.engine(Tapes.V51.enabled(false)), rising(WARM_TRADES)), WARM);
    assertEquals(80, decision.score());
    assertEquals(List.of(Withheld.DISABLED), decision.withheld());
  }

  @Test
  void eachProfileHasItsOwnCoolDownAndItsOwnLine() {
    List<Decision> decisions =
        run(Tapes.engine(Tapes.threshold(Tapes.V51, 99), Tapes.V52), rising(WARM_TRADES + 3));
    List<Decision> last = decisions.subList(decisions.size() - 2, decisions.size());
    assertEquals(
        List.of("v51_baseline", "v52_8signals"), last.stream().map(Decision::strategy).toList());
    assertEquals(List.of(Withheld.BELOW_THRESHOLD), last.get(0).withheld());
    assertEquals(List.of(Withheld.COOLDOWN), last.get(1).withheld());
  }

  @Test
  void silenceSealsOnlyWithTheSameLastIdAndTwoSecondsAfterTheBoundary() {
    List<AggTrade> tape = rising(4);
    SignalEngine engine = Tapes.engine(Tapes.V51);
    List<SignalEvent> events = Tapes.feed(engine, tape);
    int before = events.size();
    engine.on(new Quiet(Tapes.BTC, 3, START + 60_000), START + 60_000, events::add);
    engine.on(new Quiet(Tapes.BTC, 4, START + 31_999), START + 31_999, events::add);
    assertEquals(before, events.size());
    engine.on(new Quiet(Tapes.BTC, 4, START + 47_000), START + 47_000, events::add);
    assertEquals(
        List.of(START + 30_000, START + 45_000),
        Tapes.decisions(events.subList(before, events.size())).stream().map(Decision::t).toList());
  }
}
