package io.tapeloom.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.Kline;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Every indicator of the catalogue against plain loops over the same bars. */
class StudiesTest {
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  private static final long SEED = 20_261_121;
  private static final Map<String, List<double[]>> TUNINGS =
      Map.of(
          "sma", List.of(new double[] {20}, new double[] {2}, new double[] {200}),
          "ema", List.of(new double[] {20}, new double[] {2}, new double[] {50}),
          "vwap", List.of(new double[] {30}, new double[] {2}),
          "bollinger", List.of(new double[] {20, 2}, new double[] {5, 0.5}),
          "rsi", List.of(new double[] {14}, new double[] {2}),
          "macd", List.of(new double[] {12, 26, 9}, new double[] {2, 3, 5}),
          "atr", List.of(new double[] {14}, new double[] {2}),
          "stochastic", List.of(new double[] {14, 3}, new double[] {5, 1}),
          "obv", List.of(new double[] {}),
          "adx", List.of(new double[] {14}, new double[] {2}));

  /** A walk with a stretch in which nothing moves and one without trades. */
  private static List<Kline> bars(int count) {
    System.out.println("seed " + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    List<Kline> bars = new ArrayList<>();
    long last = 6_000_000_000_000L;
    for (int i = 0; i < count; i++) {
      boolean flat = i >= 300 && i < 330;
      long close = flat ? last : last + random.nextLong(-5_000_000_000L, 5_000_000_001L);
      long up = flat ? 0 : random.nextLong(3_000_000_000L);
      long down = flat ? 0 : random.nextLong(3_000_000_000L);
      long volume = flat || i == 400 ? 0 : random.nextLong(1, 9_000_000_000L);
      long high = Math.max(last, close) + up;
      bars.add(bar(i, last, high, Math.min(last, close) - down, close, volume));
      last = close;
    }
    return bars;
  }

  private static Kline bar(int i, long open, long high, long low, long close, long volume) {
    return new Kline(
        BTC,
        Interval.M1,
        i * 60_000L,
        open,
        high,
        low,
        close,
        BigInteger.valueOf(volume),
        BigInteger.ZERO,
        BigInteger.ZERO,
        1,
        true,
        Kline.Source.TAPE);
  }

  private static List<BigDecimal> exact(double[] values) {
    return DoubleStream.of(values).mapToObj(BigDecimal::valueOf).toList();
  }

  @Test
  void theCatalogueEqualsItsNaiveTwin() {
    List<Kline> bars = bars(1_000);
    NaiveStudies naive = new NaiveStudies(bars);
    assertEquals(TUNINGS.keySet(), java.util.Set.copyOf(names()));
    for (Study study : Studies.all()) {
      for (double[] tuning : TUNINGS.get(study.name())) {
        Map<String, double[]> twin = naive.of(study.name(), tuning);
        List<double[]> ours = study.over(StudyBar.of(bars), exact(tuning));
        for (int line = 0; line < study.outputs().size(); line++) {
          String output = study.outputs().get(line);
          same(study.name() + tuning.length + "." + output, twin.get(output), ours.get(line));
        }
      }
    }
  }

  private static List<String> names() {
    return Studies.all().stream().map(Study::name).toList();
  }

  private static void same(String what, double[] expected, double[] got) {
    for (int i = 0; i < expected.length; i++) {
      String at = what + " at " + i + ": expected " + expected[i] + ", got " + got[i];
      if (Double.isFinite(expected[i])) {
        assertTrue(Math.abs(expected[i] - got[i]) <= 1e-7 * Math.max(1, Math.abs(expected[i])), at);
      } else {
        assertTrue(!Double.isFinite(got[i]), at);
      }
    }
  }

  @Test
  void whereTheBarsBeginShowsNoMoreAfterTheLead() {
    List<Kline> bars = bars(1_600);
    for (Study study : Studies.all().stream().filter(s -> !s.counting()).toList()) {
      double[] tuning = TUNINGS.get(study.name()).getFirst();
      int lead = study.lead(exact(tuning));
      List<double[]> whole = study.over(StudyBar.of(bars), exact(tuning));
      List<double[]> part =
          study.over(StudyBar.of(bars.subList(1_000 - lead, 1_600)), exact(tuning));
      for (int line = 0; line < whole.size(); line++) {
        for (int i = 1_000; i < 1_600; i++) {
          double a = whole.get(line)[i];
          double b = part.get(line)[i - 1_000 + lead];
          String at = study.name() + " at " + i + " after " + lead + ": " + a + ", " + b;
          assertTrue(Math.abs(a - b) <= 2e-7 * Math.max(1, Math.abs(a)), at);
        }
      }
    }
  }

  @Test
  void usualValuesLieWithinTheirBounds() {
    for (Study study : Studies.all()) {
      for (StudyParameter parameter : study.parameters()) {
        assertTrue(parameter.accepts(parameter.usual()), study.name());
        assertTrue(parameter.accepts(parameter.min()) && parameter.accepts(parameter.max()));
        assertTrue(!parameter.accepts(parameter.max().add(BigDecimal.ONE)), study.name());
      }
      assertTrue(study.outputs().size() >= 1);
    }
    StudyParameter period = Studies.find("rsi").orElseThrow().parameters().getFirst();
    assertTrue(!period.accepts(new BigDecimal("14.5")), "a period is whole");
    assertTrue(Studies.find("nothing").isEmpty());
  }
}
