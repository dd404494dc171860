package io.tapeloom.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The generated market: same seed same market, exact blocks, exact bars. */
class SimMarketTest {
  private static final long SEED = 20_261;
  private static final long NOW = Minutes.EPOCH_MS + 40 * 86_400_000L + 37_123_456L;

  private static List<Tape> tapes(long seed) {
    return SimMarket.ofSeed(seed).tapes();
  }

  private static List<AggTrade> between(Tape tape, long fromMs, long toMs) {
    List<AggTrade> all = new ArrayList<>();
    long id = tape.firstIdAt(fromMs);
    while (true) {
      List<AggTrade> page = tape.fromId(id, 997, toMs);
      if (page.isEmpty()) {
        return all;
      }
      all.addAll(page);
      id = page.getLast().aggId() + 1;
    }
  }

  @Test
  void theSameSeedIsTheSameMarketAndAnotherSeedIsNot() {
    for (int i = 0; i < tapes(SEED).size(); i++) {
      List<AggTrade> one = between(tapes(SEED).get(i), NOW - 600_000, NOW);
      List<AggTrade> two = between(tapes(SEED).get(i), NOW - 600_000, NOW);
      assertTrue(one.size() > 300, "trades in ten minutes: " + one.size());
      assertEquals(one, two, "seed " + SEED);
      assertNotEquals(one, between(tapes(SEED + 1).get(i), NOW - 600_000, NOW));
    }
  }

  @Test
  void theMarketOfASeedIsTheSameOnEveryMachine() {
    assertEquals(-406_900_659_540_576_819L, sum(Market.USDM));
    assertEquals(-8_986_409_284_751_258_994L, sum(Market.SPOT));
  }

  private static long sum(Market market) {
    long sum = 0;
    for (Tape tape : SimMarket.ofSeed(1).tapes(market)) {
      for (AggTrade trade : between(tape, NOW - 600_000, NOW)) {
        sum = Chance.mix(sum + trade.aggId() * 31 + trade.priceE8() * 7 + trade.qtyE8());
        sum = Chance.mix(sum + trade.timeMs() * 2 + (trade.buyerMaker() ? 1 : 0));
      }
    }
    return sum;
  }

  @Test
  void randomAccessEqualsReadingOnFromTheStart() {
    Tape walked = tapes(SEED).get(3);
    List<AggTrade> all = between(walked, NOW - 3_600_000, NOW);
    for (int i = 0; i < all.size(); i += 131) {
      AggTrade trade = all.get(i);
      Tape fresh = tapes(SEED).get(3);
      assertEquals(trade, fresh.fromId(trade.aggId(), 1, NOW).getFirst(), "seed " + SEED);
    }
  }

  @Test
  void idsAndRawIdsHaveNoHoleAndTimesNeverRunBack() {
    for (Tape tape : tapes(SEED)) {
      List<AggTrade> all = between(tape, NOW - 7_200_000, NOW);
      for (int i = 1; i < all.size(); i++) {
        assertEquals(all.get(i - 1).aggId() + 1, all.get(i).aggId());
        assertEquals(all.get(i - 1).lastId() + 1, all.get(i).firstId());
        assertTrue(all.get(i).lastId() >= all.get(i).firstId());
        RawTrades.of(tape.listing(), all.get(i)).forEach(raw -> assertTrue(raw.qtyE8() > 0));
        assertTrue(all.get(i - 1).timeMs() <= all.get(i).timeMs());
      }
      assertEquals(tape.newestId(NOW).getAsLong(), all.getLast().aggId());
      assertTrue(all.getLast().timeMs() <= NOW);
    }
  }

  @Test
  void theMarketBeginsWithIdOneAtItsEpoch() {
    for (Tape tape : tapes(SEED)) {
      assertTrue(tape.newestId(Minutes.EPOCH_MS - 1).isEmpty());
      assertEquals(1, tape.fromId(-5, 1, NOW).getFirst().aggId());
      assertEquals(1, tape.firstIdAt(0));
      assertTrue(tape.fromId(tape.newestId(NOW).getAsLong() + 1, 10, NOW).isEmpty());
    }
  }

  @Test
  void pricesAreWholeTicksAndQuantitiesWholeSteps() {
    for (Tape tape : tapes(SEED)) {
      for (AggTrade trade : between(tape, NOW - 7_200_000, NOW)) {
        assertEquals(0, trade.priceE8() % tape.listing().tickE8());
        assertEquals(0, trade.qtyE8() % tape.listing().stepE8());
        assertTrue(trade.qtyE8() > 0 && trade.priceE8() > 0);
      }
    }
  }

  @Test
  void eachBlockEndsWithinATickOfItsClosingLevel() {
    for (Nature nature : Nature.all()) {
      long seed = nature.course().seed(SEED);
      Minutes minutes = new Minutes(nature, seed);
      for (long index = NOW / Minute.MS - 200; index < NOW / Minute.MS; index++) {
        Minute minute = minutes.at(index);
        AggTrade[] trades = Block.trades(nature, seed, minute);
        long last = trades[trades.length - 1].priceE8() / nature.listing().tickE8();
        assertEquals(minute.count(), trades.length);
        assertTrue(last - minute.closeTicks() == 0 || last - minute.closeTicks() == 1);
        assertEquals(minute.closeTicks(), minutes.at(index + 1).openTicks());
        assertEquals(minute.lastId() + 1, minutes.at(index + 1).firstId());
      }
    }
  }

  @Test
  void barsOfEveryIntervalEqualTheirTradesAddedUp() {
    for (Tape tape : tapes(SEED)) {
      for (Span interval : List.of(Span.M1, Span.M15, Span.H1, Span.H4, Span.D1)) {
        long fromMs = interval.plus(interval.floorMs(NOW), -1);
        List<Bar> bars = tape.bars(interval, fromMs, NOW, NOW);
        assertEquals(2, bars.size());
        List<Bar> naive = new ArrayList<>();
        for (AggTrade trade : between(tape, fromMs, NOW)) {
          add(naive, interval, tape.listing(), trade);
        }
        assertEquals(naive, bars, interval + " of " + tape.listing().name());
      }
    }
  }

  private static void add(List<Bar> bars, Span interval, Listing listing, AggTrade trade) {
    long openMs = interval.floorMs(trade.timeMs());
    long ticks = trade.priceE8() / listing.tickE8();
    long steps = trade.qtyE8() / listing.stepE8();
    Bar bar = Bar.of(openMs, trade.aggId(), ticks, steps, !trade.buyerMaker());
    if (!bars.isEmpty() && bars.getLast().openMs() == openMs) {
      bars.set(bars.size() - 1, bars.getLast().plus(bar));
    } else {
      bars.add(bar);
    }
  }

  @Test
  void aYearOfPricesStaysWithinHalfAndDoubleOfHome() {
    for (Nature nature : Nature.all()) {
      Minutes minutes = new Minutes(nature, nature.course().seed(SEED));
      for (int day = 0; day < 365; day++) {
        double away =
            (double) minutes.at(Minutes.first() + day * 1440L).openTicks() / nature.homeTicks();
        assertTrue(away > 0.6 && away < 1.6, nature.listing().name() + " day " + day + ": " + away);
      }
    }
  }

  @Test
  void markAndFundingAreFunctionsOfTime() {
    Tape tape = SimMarket.ofSeed(SEED).tape(Instrument.of(Market.USDM, "ETHUSDT")).orElseThrow();
    assertEquals(tape.mark(NOW), tapes(SEED).get(1).mark(NOW));
    var mark = tape.mark(NOW).orElseThrow();
    long last = tape.fromId(tape.newestId(NOW).getAsLong(), 1, NOW).getFirst().priceE8();
    assertEquals(last, mark.markE8(), last / 100.0);
    assertEquals(0, mark.nextFundingMs() % 28_800_000);
    assertTrue(mark.nextFundingMs() > NOW && mark.nextFundingMs() <= NOW + 28_800_000);
    assertTrue(tape.mark(Minutes.EPOCH_MS - 1).isEmpty());
  }

  @Test
  void spotAndFuturesFollowOnePriceAtTheDistanceOfThePremium() {
    for (Tape spot : SimMarket.ofSeed(SEED).tapes(Market.SPOT)) {
      String name = spot.listing().name();
      Instrument future = Instrument.of(Market.USDM, name);
      SimMarket.ofSeed(SEED).tape(future).ifPresent(tape -> assertNear(name, tape, spot));
    }
  }

  private static void assertNear(String name, Tape future, Tape spot) {
    for (long at = NOW - 86_400_000; at < NOW; at += 61_000) {
      double of = future.lastTicks(at).getAsLong() * (double) future.listing().tickE8();
      double to = spot.lastTicks(at).getAsLong() * (double) spot.listing().tickE8();
      double premium = Premium.e8(name, at) / 1e8;
      assertEquals(of * (1 - premium), to, of * 0.0012, name + " at " + at + ", seed " + SEED);
    }
  }
}
