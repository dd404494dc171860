package io.tapeloom.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.kernel.Side;
import io.tapeloom.risk.Exposure.Held;
import io.tapeloom.risk.Exposure.Stage;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every rule says no for its own reason, and only then. */
class RiskEngineTest {
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  private static final Instrument ETH = Instrument.of(Market.USDM, "ETHUSDT");
  private static final Instrument XRP = Instrument.of(Market.USDM, "XRPUSDT");
  private static final RiskEngine ENGINE =
      new RiskEngine(new Limits(2, Set.of("a", "off"), Set.of("a")));

  private static Fixed fixed(String text) {
    return Fixed.parse(text);
  }

  private static Proposal proposal(String strategy, Side side, String qty) {
    return new Proposal(strategy, BTC, side, true, fixed(qty));
  }

  private static Held held(Instrument instrument, Side side, Stage stage) {
    return new Held(instrument, side, stage, 100);
  }

  private static Verdict decide(Proposal proposal, Held... held) {
    return ENGINE.decide(proposal, new Exposure(List.of(held)));
  }

  private static void refused(RefusalReason reason, Proposal proposal, Held... held) {
    assertEquals(new Verdict.Refused(reason), decide(proposal, held));
  }

  @Test
  void anEntryWithinAllLimitsIsApprovedWithItsSize() {
    Verdict approved = new Verdict.Approved(fixed("3"));
    assertEquals(approved, decide(proposal("a", Side.LONG, "3")));
    assertEquals(approved, decide(proposal("a", Side.LONG, "3"), held(ETH, Side.LONG, Stage.OPEN)));
  }

  @Test
  void eachRuleRefusesForItsReason() {
    Proposal wanted = proposal("a", Side.LONG, "1");
    refused(RefusalReason.UNKNOWN_PROFILE, proposal("b", Side.LONG, "1"));
    refused(RefusalReason.DISABLED, proposal("off", Side.LONG, "1"));
    refused(RefusalReason.QTY_BELOW_STEP, proposal("a", Side.LONG, "0"));
    refused(RefusalReason.NO_TIER, new Proposal("a", BTC, Side.LONG, false, fixed("1")));
    refused(RefusalReason.QUARANTINED, wanted, held(BTC, Side.SHORT, Stage.QUARANTINED));
    refused(RefusalReason.ENTRY_PENDING, wanted, held(BTC, Side.SHORT, Stage.PENDING));
    refused(RefusalReason.POSITION_OPEN, wanted, held(BTC, Side.LONG, Stage.OPEN));
    Held eth = held(ETH, Side.LONG, Stage.OPEN);
    refused(RefusalReason.MAX_POSITIONS, wanted, eth, held(XRP, Side.LONG, Stage.PENDING));
  }

  @Test
  void theOppositeSignalTakesThePlaceOfWhatItCloses() {
    Held eth = held(ETH, Side.LONG, Stage.OPEN);
    Verdict flip = decide(proposal("a", Side.LONG, "1"), eth, held(BTC, Side.SHORT, Stage.OPEN));
    assertEquals(new Verdict.Approved(fixed("1")), flip);
  }

  @Test
  void anExposureIsKnownOnceTheTapeWasWalkedThatFar() {
    Exposure open = new Exposure(List.of(held(BTC, Side.LONG, Stage.OPEN)));
    assertTrue(open.knownAt(BTC, 100));
    assertFalse(open.knownAt(BTC, 101));
    assertTrue(open.knownAt(ETH, 101));
    Exposure aside = new Exposure(List.of(held(BTC, Side.LONG, Stage.QUARANTINED)));
    assertTrue(aside.knownAt(BTC, 101));
  }

  @Test
  void aSizeIsRoundedDownToTheStep() {
    PositionSizer sizer = new PositionSizer(fixed("10000"), fixed("0.02"));
    assertEquals(fixed("6.666"), sizer.qty(fixed("30"), fixed("1"), fixed("0.001")));
    assertEquals(
        fixed("9.999"), sizer.qty(fixed("30"), fixed("1.5"), fixed("0.001").plus(fixed("0.002"))));
    assertEquals(Fixed.ZERO, sizer.qty(fixed("30"), fixed("1"), fixed("7")));
    assertEquals(Fixed.ZERO, sizer.qty(Fixed.ZERO, fixed("1"), fixed("1")));
    assertEquals(Fixed.ZERO, sizer.qty(fixed("30"), Fixed.ZERO, fixed("1")));
    assertThrows(
        IllegalArgumentException.class, () -> new PositionSizer(fixed("10000"), fixed("0.5")));
  }

  @Test
  void theGateClosesWhenAFactFallsSilent() {
    TradingGate gate = new TradingGate();
    assertEquals(EnumSet.allOf(TradingGate.Fact.class), gate.missing(0));
    gate.confirm(TradingGate.Fact.LEASE, 3_000);
    gate.confirm(TradingGate.Fact.RISK_GUARD, 5_000);
    gate.confirm(TradingGate.Fact.NO_HALT, 12_000);
    assertEquals(Set.of(), gate.missing(2_999));
    assertEquals(Set.of(TradingGate.Fact.LEASE), gate.missing(3_000));
    gate.deny(TradingGate.Fact.RISK_GUARD);
    assertEquals(Set.of(TradingGate.Fact.RISK_GUARD), gate.missing(2_999));
  }

  @Test
  void theGuardWarnsBreaksAndNamesWhy() {
    TreeMap<Instrument, Long> fresh = new TreeMap<>(Map.of(BTC, 70_000L));
    assertEquals(
        new RiskState(RiskState.Status.NORMAL, "", 100_000), judge("-2.99", fresh), "30 s old");
    assertEquals(
        new RiskState(RiskState.Status.WARNING, "paper/a at -3 R today", 100_000),
        judge("-3", fresh));
    assertEquals(RiskState.Status.CIRCUIT_BREAK, judge("-5", fresh).status());
    TreeMap<Instrument, Long> stale = new TreeMap<>(Map.of(BTC, 69_999L, ETH, 100_000L));
    assertEquals(
        new RiskState(RiskState.Status.WARNING, "no trade of usdm.BTCUSDT for 30 s", 100_000),
        judge("1", stale));
    assertEquals(
        new RiskState(
            RiskState.Status.CIRCUIT_BREAK,
            "paper/a at -6 R today; no trade of usdm.BTCUSDT for 30 s",
            100_000),
        judge("-6", stale));
  }

  @Test
  void aStartIsNoSilenceUntilTheTapeHadItsChance() {
    Awakening awakening = new Awakening(30_000, 30_000);
    TreeMap<Instrument, Long> before = new TreeMap<>(Map.of(BTC, 10_000L, ETH, 20_000L));
    assertEquals(Map.of(), awakening.judged(before, 100_000, 5_000));
    TreeMap<Instrument, Long> flowing = new TreeMap<>(Map.of(BTC, 99_000L, ETH, 20_000L));
    assertEquals(Map.of(BTC, 99_000L), awakening.judged(flowing, 100_000, 6_000));
    assertEquals(Map.of(BTC, 99_000L), awakening.judged(flowing, 200_000, 7_000), "heard before");
    assertEquals(flowing, awakening.judged(flowing, 200_000, 30_000), "the grace is over");
  }

  private static RiskState judge(String r, TreeMap<Instrument, Long> newest) {
    TreeMap<String, Fixed> today = new TreeMap<>(Map.of("paper/a", fixed(r)));
    return RiskGuard.DEFAULT.evaluate(today, newest, 100_000);
  }
}
