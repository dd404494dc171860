package io.tapeloom.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.SharedFiles;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.sim.io.RecordingFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The generated market looks like the recorded ones: USD-M BTCUSDT of 2023-04-04/05 and
 * 2024-07-18/19, ETHUSDT of 2024-07-18/19 and spot XRPETH of 2019-10-11/13, as the exchange's own
 * files give them. Their figures stand here so that the test runs without them; where they are,
 * they are computed again.
 */
class GeneratorFitTest {
  private static final List<Long> SEEDS = List.of(3L, 42L, 20_261L);
  private static final long FROM = Minutes.EPOCH_MS + 200 * 86_400_000L + 13 * 3_600_000L;
  private static final String FOLDER = "data/binance/vision/";

  /** One recorded tape and its figures. */
  private record Recorded(String file, TapeStatistics figures) {}

  private static final List<Recorded> RECORDED =
      List.of(
          new Recorded(
              "BTCUSDT-um-aggTrades-2023-04-04_05.csv",
              new TapeStatistics(1.48, 0.29, 11.7, 20.4, 120, 1.51, 0.25, 0.00)),
          new Recorded(
              "BTCUSDT-um-aggTrades-2024-07-18_19.csv",
              new TapeStatistics(1.91, 0.42, 23.1, 17.1, 161, 1.12, 0.39, 0.25)),
          new Recorded(
              "ETHUSDT-um-aggTrades-2024-07-18_19.csv",
              new TapeStatistics(1.81, 0.45, 40.2, 29.7, 233, 1.31, 0.33, 0.19)),
          new Recorded(
              "XRPETH-spot-aggTrades-2019-10-11_13.csv",
              new TapeStatistics(1.77, 0.22, 4.2, 17.1, 89, 1.43, 0.23, 0.07)));

  @Test
  void theRecordedFiguresAreThoseOfTheRecordings() throws IOException {
    for (Recorded recorded : RECORDED) {
      Path file = SharedFiles.require(FOLDER + recorded.file());
      Tape tape = RecordingFiles.read(List.of(file)).tapes().getFirst();
      TapeStatistics got = TapeStatistics.of(all(tape, Long.MIN_VALUE, Long.MAX_VALUE / 2));
      assertClose(recorded.figures(), got, recorded.file());
    }
  }

  private static void assertClose(TapeStatistics want, TapeStatistics got, String file) {
    String both = file + ": " + got + " instead of " + want;
    assertEquals(want.gapVariation(), got.gapVariation(), 0.05 * want.gapVariation(), both);
    assertEquals(want.together(), got.together(), 0.02, both);
    assertEquals(want.clustering(), got.clustering(), 0.1 * want.clustering(), both);
    assertEquals(want.size90(), got.size90(), 0.05 * want.size90(), both);
    assertEquals(want.size99(), got.size99(), 0.05 * want.size99(), both);
    assertEquals(want.tail(), got.tail(), 0.05, both);
    assertEquals(want.topShare(), got.topShare(), 0.02, both);
    assertEquals(want.restless(), got.restless(), 0.03, both);
  }

  private static List<AggTrade> all(Tape tape, long fromMs, long toMs) {
    List<AggTrade> all = new ArrayList<>();
    long id = tape.firstIdAt(fromMs);
    while (true) {
      List<AggTrade> page = tape.fromId(id, 1_000, toMs);
      if (page.isEmpty()) {
        return all;
      }
      all.addAll(page);
      id = page.getLast().aggId() + 1;
    }
  }

  /**
   * Within the span of the recordings, or at most as far outside of it as they are apart by chance.
   */
  @Test
  void theGeneratedTapeLooksLikeTheRecordedOnes() {
    for (long seed : SEEDS) {
      for (Tape tape : SimMarket.ofSeed(seed).tapes()) {
        TapeStatistics got = TapeStatistics.of(all(tape, FROM, FROM + 3_600_000));
        String what = tape.listing().instrument() + " of seed " + seed + ": " + got;
        assertWithin(1.4, 2.9, got.gapVariation(), what);
        assertWithin(0.2, 0.5, got.together(), what);
        assertWithin(2.2, 42, got.clustering(), what);
        assertWithin(8, 30, got.size90(), what);
        assertWithin(55, 240, got.size99(), what);
        assertWithin(0.9, 1.7, got.tail(), what);
        assertWithin(0.2, 0.4, got.topShare(), what);
        assertWithin(-0.05, 0.3, got.restless(), what);
      }
    }
  }

  private static void assertWithin(double least, double most, double got, String what) {
    assertTrue(
        got >= least && got <= most, got + " is not in " + least + " to " + most + ", " + what);
  }

  /** BTCUSDT stood one tick apart for 99.8 to 100 percent of the recorded time, ETHUSDT too. */
  @Test
  void bidAndAskStandOneTickApart() {
    for (Tape tape : SimMarket.ofSeed(42).tapes()) {
      Ladder ladder = Ladder.of(tape);
      for (long at = FROM; at < FROM + 60_000; at += 500) {
        long[] best = new long[2];
        ladder.at(at, (ticks, _) -> first(best, 0, ticks), (ticks, _) -> first(best, 1, ticks));
        assertEquals(1, best[1] - best[0]);
      }
    }
  }

  private static boolean first(long[] best, int side, long ticks) {
    best[side] = ticks;
    return false;
  }

  /** Wild minutes follow wild minutes; eight recorded minutes cannot show how long that lasts. */
  @Test
  void volatilityComesInTimes() {
    for (Market market : Market.values()) {
      double sum = 0;
      for (long seed : SEEDS) {
        Instrument btc = Instrument.of(market, "BTCUSDT");
        Tape tape = SimMarket.ofSeed(seed).tape(btc).orElseThrow();
        double[] moves =
            tape.bars(Span.M1, FROM, FROM + 2 * 86_400_000L, FROM + 3 * 86_400_000L).stream()
                .mapToDouble(b -> Math.abs(b.close() - b.open()))
                .toArray();
        sum += TapeStatistics.correlation(List.of(moves));
      }
      assertTrue(sum / SEEDS.size() > 0.03, market + ": " + sum / SEEDS.size());
    }
  }

  /** Spot and futures of one asset stay within a fifth of a percent of each other. */
  @Test
  void spotAndFuturesFollowOnePrice() {
    SimMarket market = SimMarket.ofSeed(42);
    for (String name : List.of("BTCUSDT", "ETHUSDT", "XRPUSDT", "SOLUSDT")) {
      for (long at = FROM; at < FROM + 3_600_000; at += 60_000) {
        double spot = price(market, Market.SPOT, name, at);
        assertEquals(1, price(market, Market.USDM, name, at) / spot, 0.002, name + " at " + at);
      }
    }
  }

  private static double price(SimMarket market, Market on, String name, long atMs) {
    Tape tape = market.tape(Instrument.of(on, name)).orElseThrow();
    return (double) tape.lastTicks(atMs).getAsLong() * tape.listing().tickE8();
  }
}
