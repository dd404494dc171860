package io.tapeloom.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.SharedFiles;
import io.tapeloom.kernel.Fixed;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.TRIndicator;
import org.ta4j.core.num.DoubleNumFactory;

/** The five-minute ATR against ta4j, against a published table, and in its edge cases. */
class AtrPercentileTest {
  /** A bar in 1e-8. */
  private record Bar(long highE8, long lowE8, long closeE8) {}

  private long nextBarMs = 300_000_000;

  private void enter(AtrPercentile atr, Bar bar) {
    long fromMs = nextBarMs;
    nextBarMs += AtrPercentile.BAR_MS;
    atr.enter(slice(fromMs + 15_000, 1, bar.highE8(), bar.lowE8(), bar.closeE8()));
    for (long t = fromMs + 30_000; t <= nextBarMs; t += 15_000) {
      atr.enter(slice(t, 0, bar.closeE8(), bar.closeE8(), bar.closeE8()));
    }
  }

  private static Slice slice(long t, long count, long highE8, long lowE8, long closeE8) {
    return new Slice(
        t,
        0,
        BigInteger.ZERO,
        BigInteger.ZERO,
        BigInteger.ZERO,
        count,
        closeE8,
        highE8,
        lowE8,
        closeE8,
        1,
        t - 1,
        new long[0]);
  }

  private static List<Bar> walk(long seed, int bars) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Bar> walk = new ArrayList<>();
    long close = 60_000 * Fixed.ONE_E8;
    for (int i = 0; i < bars; i++) {
      long open = close + random.nextLong(-20, 21) * 10_000_000;
      close = open + random.nextLong(-900, 901) * 10_000_000;
      long high = Math.max(open, close) + random.nextLong(300) * 10_000_000;
      long low = Math.min(open, close) - random.nextLong(300) * 10_000_000;
      walk.add(new Bar(high, low, close));
    }
    return walk;
  }

  private static BarSeries series(List<Bar> bars) {
    BarSeries series =
        new BaseBarSeriesBuilder().withNumFactory(DoubleNumFactory.getInstance()).build();
    Instant end = Instant.EPOCH;
    for (Bar bar : bars) {
      end = end.plus(Duration.ofMinutes(5));
      series
          .barBuilder()
          .timePeriod(Duration.ofMinutes(5))
          .endTime(end)
          .openPrice(Fixed.ofE8(bar.closeE8()).toDouble())
          .highPrice(Fixed.ofE8(bar.highE8()).toDouble())
          .lowPrice(Fixed.ofE8(bar.lowE8()).toDouble())
          .closePrice(Fixed.ofE8(bar.closeE8()).toDouble())
          .volume(1)
          .add();
    }
    return series;
  }

  @Test
  void theFirstValueIsTheMeanOfFourteenTrueRangesOfTa4j() {
    List<Bar> bars = walk(1, 15);
    AtrPercentile atr = new AtrPercentile();
    bars.subList(0, 14).forEach(bar -> enter(atr, bar));
    assertEquals(Optional.empty(), atr.atr(), "null under 15 bars");
    assertEquals(Optional.empty(), atr.percentile());
    enter(atr, bars.get(14));
    double mean = new SMAIndicator(new TRIndicator(series(bars)), 14).getValue(14).doubleValue();
    assertEquals(mean, atr.atr().orElseThrow().toDouble(), 1e-8);
    assertEquals(Fixed.parse("100"), atr.percentile().orElseThrow());
  }

  @Test
  void aFullPassEqualsTa4jsWilderAverageOnceItsSeedIsForgotten() {
    List<Bar> bars = walk(2, 900);
    AtrPercentile atr = new AtrPercentile();
    for (int i = 0; i < bars.size(); i++) {
      enter(atr, bars.get(i));
      if (i > AtrPercentile.BARS && i % 97 == 0) {
        BarSeries pass = series(bars.subList(i + 1 - AtrPercentile.BARS, i + 1));
        double theirs = new ATRIndicator(pass, 14).getValue(pass.getEndIndex()).doubleValue();
        assertEquals(theirs, atr.atr().orElseThrow().toDouble(), theirs * 1e-8);
      }
    }
  }

  @Test
  void thePercentileIsTheShareOfTheDaysValuesNotAboveTheNewest() {
    AtrPercentile calm = new AtrPercentile();
    walk(3, 400).forEach(bar -> enter(calm, bar));
    enter(calm, new Bar(90_000 * Fixed.ONE_E8, 50_000 * Fixed.ONE_E8, 60_000 * Fixed.ONE_E8));
    assertEquals(Fixed.parse("100"), calm.percentile().orElseThrow());
    for (int i = 0; i < 287; i++) {
      enter(calm, new Bar(60_000 * Fixed.ONE_E8, 60_000 * Fixed.ONE_E8, 60_000 * Fixed.ONE_E8));
    }
    assertEquals(Fixed.parse("0.34722222"), calm.percentile().orElseThrow(), "1 of 288");
  }

  @Test
  void barsWithoutTradesAreFlatAtTheLastClose() {
    AtrPercentile atr = new AtrPercentile();
    walk(4, 15).forEach(bar -> enter(atr, bar));
    double before = atr.atr().orElseThrow().toDouble();
    long close = walk(4, 15).getLast().closeE8();
    for (long t = nextBarMs + 15_000; t <= nextBarMs + 300_000; t += 15_000) {
      atr.enter(slice(t, 0, close, close, close));
    }
    nextBarMs += 300_000;
    assertEquals(before * 13 / 14, atr.atr().orElseThrow().toDouble(), 1e-7);
  }

  @Test
  void aPublishedWilderTableIsReached() throws IOException {
    List<String> lines =
        Files.readAllLines(SharedFiles.require("data/indicators/spy_atr_wilder.txt"));
    AtrPercentile atr = new AtrPercentile();
    int compared = 0;
    for (int i = 1; i < lines.size(); i++) {
      String[] row = lines.get(i).split(",");
      enter(atr, new Bar(e8(row[2]), e8(row[3]), e8(row[4])));
      if (i > 250) {
        double theirs = Double.parseDouble(row[5]);
        assertEquals(theirs, atr.atr().orElseThrow().toDouble(), 1.1e-5, lines.get(i));
        compared++;
      }
    }
    assertTrue(compared > 200, "rows compared: " + compared);
  }

  private static long e8(String decimal) {
    return Fixed.parse(decimal).e8();
  }
}
