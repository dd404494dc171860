package io.tapeloom.trade;

import static io.tapeloom.trade.PaperTape.GRID;
import static io.tapeloom.trade.PaperTape.V51;
import static io.tapeloom.trade.PaperTape.fixed;
import static io.tapeloom.trade.PaperTape.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.ledger.ExitStatus;
import io.tapeloom.risk.RefusalReason;
import io.tapeloom.trade.PaperEvent.Closed;
import io.tapeloom.trade.PaperEvent.EntryFilled;
import io.tapeloom.trade.PaperEvent.NotOpened;
import io.tapeloom.trade.PaperEvent.StopMoved;
import io.tapeloom.trade.PaperEvent.Tp1Filled;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules of paper fills, one by one, with figures computed by hand. */
class PaperBrokerTest {
  private static final long MIN = 60_000;

  /** Long from 1000.1 (1000 + 1 bp) with ATR 10: stop 980.1, targets 1015.1 and 1030.1, qty 10. */
  private static PaperTape longFrom1000() {
    return new PaperTape(GRID).decided(0, Side.LONG, "10").trade(99, "999").trade(100, "1000");
  }

  @Test
  void anEntryFillsAtTheFirstTradeAtOrAfterTheLatencyPlusSlippage() {
    EntryFilled entry = longFrom1000().events(EntryFilled.class).getFirst();
    assertEquals(fixed("1000.1"), entry.fill().price());
    assertEquals(fixed("10"), entry.fill().qty(), "200 USDT of risk over 20 USDT of distance");
    assertEquals(fixed("5.0005"), entry.fill().feeUsdt());
    assertEquals(101, entry.fill().aggId());
    assertEquals(
        List.of(fixed("980.1"), fixed("1015.1"), fixed("1030.1"), fixed("5")),
        List.of(entry.stop(), entry.tp1(), entry.tp2(), entry.tp1Qty()));
  }

  @Test
  void aShortMirrorsALong() {
    PaperTape tape = new PaperTape(GRID).decided(0, Side.SHORT, "10").trade(100, "1000");
    EntryFilled entry = tape.events(EntryFilled.class).getFirst();
    assertEquals(fixed("999.9"), entry.fill().price());
    assertEquals(
        List.of(fixed("1019.9"), fixed("984.9"), fixed("969.9")),
        List.of(entry.stop(), entry.tp1(), entry.tp2()));
    tape.trade(200, "1020");
    assertEquals(ExitStatus.SL, tape.closed().status());
    assertEquals(fixed("1020.2"), tape.closed().exitPrice(), "1020 + 1 bp, up to the tick");
  }

  @Test
  void aStopFillsAtTheTradeThatCrossedItLessSlippage() {
    Closed closed = longFrom1000().trade(200, "980.2").trade(300, "975").closed();
    assertEquals(ExitStatus.SL, closed.status());
    assertEquals(fixed("974.9"), closed.exitPrice());
    assertEquals(fixed("9.875"), closed.feesUsdt(), "5 bp of 10,001 and of 9,749");
    assertEquals(fixed("-261.875"), closed.pnlUsdt());
    assertEquals(fixed("-1.309375"), closed.pnlR());
  }

  @Test
  void theFirstTargetTakesHalfAndMovesTheStopToTheEntry() {
    PaperTape tape = longFrom1000().trade(200, "1015.1");
    Tp1Filled half = tape.events(Tp1Filled.class).getFirst();
    assertEquals(
        List.of(fixed("1015.1"), fixed("5")), List.of(half.fill().price(), half.fill().qty()));
    StopMoved moved = tape.events(StopMoved.class).getFirst();
    assertEquals(
        List.of(fixed("980.1"), fixed("1000.1"), fixed("5")),
        List.of(moved.from(), moved.to(), moved.qty()));
    Closed closed = tape.trade(300, "1000.1").closed();
    assertEquals(ExitStatus.SL_BE, closed.status());
    assertTrue(closed.tp1Hit());
    assertEquals(fixed("999.9"), closed.fill().price(), "1000.1 - 1 bp, down to the tick");
  }

  @Test
  void theSecondTargetTakesTheRestAtItsPrice() {
    Closed closed = longFrom1000().trade(200, "1016").trade(300, "1031").closed();
    assertEquals(ExitStatus.TP, closed.status());
    assertEquals(fixed("1030.1"), closed.fill().price());
    Fixed fees = fixed("5.0005").plus(fixed("2.53775")).plus(fixed("2.57525"));
    assertEquals(fees, closed.feesUsdt());
    assertEquals(fixed("225").minus(fees), closed.pnlUsdt(), "1.125 R before fees");
    assertEquals(fixed("1.0744325"), closed.pnlR());
  }

  @Test
  void oneTradeBeyondBothTargetsFillsBothAtTheirPrices() {
    PaperTape tape = longFrom1000().trade(200, "1040");
    assertEquals(fixed("1015.1"), tape.events(Tp1Filled.class).getFirst().fill().price());
    assertEquals(fixed("1030.1"), tape.closed().fill().price());
    assertEquals(fixed("5"), tape.closed().fill().qty());
  }

  @Test
  void aStopCountsBeforeATimeStopOrAFlipAtTheSameTrade() {
    Closed late = longFrom1000().trade(61 * MIN, "980").closed();
    assertEquals(ExitStatus.SL, late.status());
    Closed flipped =
        longFrom1000().decided(15_000, Side.SHORT, "10").trade(15_100, "980.1").closed();
    assertEquals(ExitStatus.SL, flipped.status());
  }

  /** Slippage may put the entry so far off that the very next trade is beyond the stop. */
  @Test
  void anEntryIsNotStoppedByTheTradeThatFilledIt() {
    PaperTape tape = new PaperTape(GRID).decided(0, Side.LONG, "0.04").trade(100, "1000");
    assertEquals(fixed("1000"), tape.events(EntryFilled.class).getFirst().stop());
    assertEquals(List.of(), tape.events(Closed.class));
    assertEquals(ExitStatus.SL, tape.trade(200, "1000").closed().status());
  }

  @Test
  void aHalfBelowOneStepLeavesTheWholeToTheSecondTargetBehindABreakevenStop() {
    PaperTape tape = new PaperTape(spec(fixed("0.1"), fixed("7")));
    tape.decided(0, Side.LONG, "10").trade(100, "1000").trade(200, "1016");
    assertEquals(List.of(), tape.events(Tp1Filled.class));
    assertEquals(fixed("7"), tape.events(StopMoved.class).getFirst().qty());
    Closed closed = tape.trade(300, "1030.1").closed();
    assertEquals(fixed("7"), closed.fill().qty());
    assertEquals(ExitStatus.TP, closed.status());
  }

  @Test
  void halfIsRoundedDownToTheStep() {
    PaperTape tape = new PaperTape(spec(fixed("0.1"), fixed("2")));
    tape.decided(0, Side.LONG, "10").trade(100, "1000");
    EntryFilled entry = tape.events(EntryFilled.class).getFirst();
    assertEquals(List.of(fixed("10"), fixed("4")), List.of(entry.fill().qty(), entry.tp1Qty()));
  }

  @Test
  void aTradeHeldForAnHourClosesAtTheFirstTradeThen() {
    PaperTape tape = longFrom1000().trade(100 + 60 * MIN - 1, "1001");
    assertEquals(List.of(), tape.events(Closed.class));
    Closed closed = tape.trade(100 + 60 * MIN, "1001").closed();
    assertEquals(ExitStatus.TIMEOUT, closed.status());
    assertEquals(fixed("1000.8"), closed.exitPrice());
  }

  @Test
  void theOppositeSignalClosesAndReentersAtTheSameTrade() {
    PaperTape tape = longFrom1000().decided(15_000, Side.SHORT, "10");
    assertEquals(Optional.of(Side.SHORT), tape.broker().held(V51));
    tape.trade(15_099, "1001").trade(15_100, "1002");
    Closed closed = tape.closed();
    assertEquals(ExitStatus.SIGNAL_FLIP, closed.status());
    assertEquals(fixed("1001.8"), closed.exitPrice());
    EntryFilled entry = tape.events(EntryFilled.class).getLast();
    assertEquals(closed.fill().aggId(), entry.fill().aggId());
    assertEquals(Side.SHORT, entry.side());
    assertTrue(closed.fill().tradeId() != entry.fill().tradeId());
  }

  @Test
  void anExitAtTheFlipsTradeComesBeforeTheFlip() {
    PaperTape tape = longFrom1000().decided(15_000, Side.SHORT, "10").trade(15_100, "970");
    assertEquals(ExitStatus.SL, tape.closed().status());
    assertEquals(2, tape.events(EntryFilled.class).size());
  }

  @Test
  void theSameSideIsNotEnteredTwice() {
    PaperTape tape = longFrom1000().decided(15_000, Side.LONG, "10").trade(16_000, "1001");
    assertEquals(RefusalReason.POSITION_OPEN, tape.events(NotOpened.class).getFirst().reason());
    assertEquals(1, tape.events(EntryFilled.class).size());
  }

  @Test
  void anEntryStillWaitingWhenTheNextIsDueWins() {
    PaperTape tape = new PaperTape(GRID).decided(0, Side.LONG, "10");
    tape.decided(15_000, Side.SHORT, "10").trade(16_000, "1000");
    assertEquals(Side.LONG, tape.events(EntryFilled.class).getFirst().side());
    assertEquals(RefusalReason.ENTRY_PENDING, tape.events(NotOpened.class).getFirst().reason());
  }

  @Test
  void aQuantityBelowOneStepIsNotOpenedAndSaysSo() {
    PaperTape tape = new PaperTape(GRID).decided(0, Side.LONG, "200000").trade(100, "1000");
    assertEquals(
        List.of(new NotOpened(new CycleKey(V51, PaperTape.T0), RefusalReason.QTY_BELOW_STEP)),
        tape.events());
    PaperTape flat = new PaperTape(GRID).decided(0, Side.LONG, "0").trade(100, "1000");
    assertEquals(RefusalReason.QTY_BELOW_STEP, flat.events(NotOpened.class).getFirst().reason());
  }

  @Test
  void anUnknownStrategyIsNotOpened() {
    PaperTape tape = new PaperTape(GRID);
    Intent foreign = new Intent("other", PaperTape.T0, Side.LONG, fixed("1"), fixed("1"), 80);
    tape.broker().decided(foreign, tape.events()::add);
    assertEquals(RefusalReason.UNKNOWN_PROFILE, tape.events(NotOpened.class).getFirst().reason());
  }

  @Test
  void aRefusedEntryIsForgottenFilledOrNot() {
    PaperTape waiting = new PaperTape(GRID).decided(0, Side.LONG, "10");
    waiting.broker().refused(V51, PaperTape.T0);
    assertTrue(waiting.broker().idle());
    PaperTape filled = longFrom1000();
    assertFalse(filled.broker().idle());
    filled.broker().refused(V51, PaperTape.T0 + 15_000);
    assertEquals(Optional.of(Side.LONG), filled.broker().held(V51), "another boundary's refusal");
    filled.broker().refused(V51, PaperTape.T0);
    assertTrue(filled.broker().idle());
  }

  @Test
  void theTierScalesTheSize() {
    for (var expected : List.of(List.of("70", "5"), List.of("75", "10"), List.of("85", "15"))) {
      PaperTape tape = new PaperTape(GRID);
      int score = Integer.parseInt(expected.getFirst());
      Intent intent = new Intent(V51, PaperTape.T0, Side.LONG, fixed("10"), fixed("1000"), score);
      tape.broker().decided(intent, tape.events()::add);
      tape.trade(100, "1000");
      Fixed qty = tape.events(EntryFilled.class).getFirst().fill().qty();
      assertEquals(fixed(expected.getLast()), qty, "score " + score);
    }
  }
}
