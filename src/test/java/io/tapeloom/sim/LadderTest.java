package io.tapeloom.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the market quotes: a function of time, around the last price. */
class LadderTest {
  private static final long SEED = 20_261;
  private static final long NOW = Minutes.EPOCH_MS + 40 * 86_400_000L + 37_123_400L;

  private record Rung(long ticks, long steps) {}

  private record Sides(List<Rung> bids, List<Rung> asks) {}

  private static Sides at(Ladder ladder, long slotMs) {
    Sides sides = new Sides(new ArrayList<>(), new ArrayList<>());
    ladder.at(
        slotMs,
        (ticks, steps) -> sides.bids().add(new Rung(ticks, steps)),
        (ticks, steps) -> sides.asks().add(new Rung(ticks, steps)));
    return sides;
  }

  @Test
  void itIsAFunctionOfTimeWhoeverAsks() {
    for (Tape tape : SimMarket.ofSeed(SEED).tapes()) {
      Ladder walked = Ladder.of(tape);
      for (long slot = NOW; slot < NOW + 5_000; slot += 700) {
        Tape fresh = SimMarket.ofSeed(SEED).tape(tape.listing().instrument()).orElseThrow();
        assertEquals(at(Ladder.of(fresh), slot), at(walked, slot), "seed " + SEED);
      }
    }
  }

  @Test
  void theTouchIsWhereTheLastTradeLeftItAndNothingCrosses() {
    for (Tape tape : SimMarket.ofSeed(SEED).tapes()) {
      for (long slot = NOW; slot < NOW + 60_000; slot += 1_300) {
        AggTrade last = tape.fromId(tape.newestId(slot - 1).getAsLong(), 1, slot).getFirst();
        long ticks = last.priceE8() / tape.listing().tickE8();
        Sides sides = at(Ladder.of(tape), slot);
        assertEquals(ticks, (last.buyerMaker() ? sides.bids() : sides.asks()).getFirst().ticks());
        assertTrue(sides.bids().getFirst().ticks() < sides.asks().getFirst().ticks());
        assertOrdered(sides.bids(), -1);
        assertOrdered(sides.asks(), 1);
      }
    }
  }

  @Test
  void onePriceIsAnsweredAsTheWholeLadderHasIt() {
    for (Tape tape : SimMarket.ofSeed(SEED).tapes()) {
      Ladder ladder = Ladder.of(tape);
      for (long slot = NOW; slot < NOW + 3_000; slot += 900) {
        Sides sides = at(ladder, slot);
        assertSteps(ladder, slot, true, sides.bids());
        assertSteps(ladder, slot, false, sides.asks());
      }
    }
  }

  private static void assertSteps(Ladder ladder, long slot, boolean bids, List<Rung> rungs) {
    int away = bids ? -1 : 1;
    long expected = 0;
    long answered = 0;
    for (int i = 0; i < rungs.size(); i++) {
      Rung rung = rungs.get(i);
      assertEquals(rung.steps(), ladder.steps(slot, bids, rung.ticks()), "level " + i);
      boolean dense = i + 1 < rungs.size() && rungs.get(i + 1).ticks() == rung.ticks() + away;
      expected += dense ? rungs.get(i + 1).steps() : 0;
      answered += ladder.steps(slot, bids, rung.ticks() + away);
    }
    assertEquals(expected, answered, "between the levels and beyond the last there is nothing");
    assertEquals(0, ladder.steps(slot, bids, rungs.getFirst().ticks() - away));
  }

  private static void assertOrdered(List<Rung> rungs, int away) {
    assertEquals(Ladder.LEVELS, rungs.size());
    for (int i = 0; i < rungs.size(); i++) {
      assertTrue(rungs.get(i).steps() > 0 && rungs.get(i).ticks() > 0);
      assertTrue(i == 0 || (rungs.get(i).ticks() - rungs.get(i - 1).ticks()) * away > 0);
    }
  }

  @Test
  void mostLevelsStayFromOneSlotToTheNext() {
    Instrument btc = Instrument.of(Market.USDM, "BTCUSDT");
    Ladder ladder = Ladder.of(SimMarket.ofSeed(SEED).tape(btc).orElseThrow());
    int changed = 0;
    for (long slot = NOW; slot < NOW + 10_000; slot += 100) {
      List<Rung> now = new ArrayList<>(at(ladder, slot + 100).bids());
      now.removeAll(at(ladder, slot).bids());
      changed += now.size();
    }
    assertTrue(changed > 100 && changed < 100 * 200, "changed levels in 10 s: " + changed);
  }

  @Test
  void nobodyQuotesBeforeTheFirstTrade() {
    for (Tape tape : SimMarket.ofSeed(SEED).tapes()) {
      assertEquals(0, at(Ladder.of(tape), Minutes.EPOCH_MS).bids().size());
    }
  }
}
