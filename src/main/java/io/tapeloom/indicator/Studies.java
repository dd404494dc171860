package io.tapeloom.indicator;

import static io.tapeloom.indicator.StudyParameter.number;
import static io.tapeloom.indicator.StudyParameter.whole;

import io.tapeloom.indicator.Study.Lines;
import java.util.List;
import java.util.Optional;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.adx.MinusDIIndicator;
import org.ta4j.core.indicators.adx.PlusDIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.numeric.BinaryOperationIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.indicators.volume.OnBalanceVolumeIndicator;
import org.ta4j.core.indicators.volume.VWAPIndicator;
import org.ta4j.core.num.Num;

/**
 * The catalogue, computed by ta4j. An exponential average forgets its beginning by e^-20 in ten
 * times its length, Wilder's in twenty times: that is the lead.
 */
public final class Studies {
  private static final int FORGOTTEN = 10;
  private static final List<Study> ALL =
      List.of(
          price("sma", "Simple moving average", List.of(period(20, 200)), "sma", Studies::sma),
          price("ema", "Exponential moving average", List.of(period(20, 200)), "ema", Studies::ema),
          price(
              "vwap",
              "Volume-weighted average price of the last bars",
              List.of(period(30, 500)),
              "vwap",
              Studies::vwap),
          new Study(
              "bollinger",
              "Bollinger bands",
              true,
              List.of(period(20, 200), number("width", "2", "0.1", "10")),
              List.of("upper", "middle", "lower"),
              false,
              false,
              Studies::bollinger),
          own(
              "rsi",
              "Relative strength index",
              List.of(period(14, 100)),
              "rsi",
              true,
              Studies::rsi),
          new Study(
              "macd",
              "Moving average convergence divergence",
              false,
              List.of(
                  whole("fast", 12, 2, 100), whole("slow", 26, 3, 200), whole("signal", 9, 2, 100)),
              List.of("macd", "signal", "histogram"),
              false,
              false,
              Studies::macd),
          own("atr", "Average true range", List.of(period(14, 100)), "atr", false, Studies::atr),
          new Study(
              "stochastic",
              "Stochastic oscillator",
              false,
              List.of(period(14, 200), whole("smooth", 3, 1, 50)),
              List.of("k", "d"),
              false,
              true,
              Studies::stochastic),
          new Study(
              "obv",
              "On-balance volume since the first bar",
              false,
              List.of(),
              List.of("obv"),
              true,
              false,
              Studies::obv),
          new Study(
              "adx",
              "Average directional index",
              false,
              List.of(period(14, 50)),
              List.of("adx", "plus", "minus"),
              false,
              true,
              Studies::adx));

  private Studies() {}

  /** All of them in the order of a menu. */
  public static List<Study> all() {
    return ALL;
  }

  /** The study of that name, empty when there is none. */
  public static Optional<Study> find(String name) {
    return ALL.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  private static StudyParameter period(int usual, int max) {
    return whole("period", usual, 2, max);
  }

  private static Study price(
      String name, String title, List<StudyParameter> params, String output, Study.Formula f) {
    return new Study(name, title, true, params, List.of(output), false, false, f);
  }

  private static Study own(
      String name,
      String title,
      List<StudyParameter> params,
      String output,
      boolean ratio,
      Study.Formula f) {
    return new Study(name, title, false, params, List.of(output), false, ratio, f);
  }

  private static Lines sma(BarSeries series, int[] n, double[] exact) {
    return Lines.of(n[0] - 1, n[0] - 1, new SMAIndicator(close(series), n[0]));
  }

  private static Lines ema(BarSeries series, int[] n, double[] exact) {
    return Lines.of(FORGOTTEN * n[0], n[0], new EMAIndicator(close(series), n[0]));
  }

  private static Lines vwap(BarSeries series, int[] n, double[] exact) {
    return Lines.of(n[0] - 1, n[0] - 1, new VWAPIndicator(series, n[0]));
  }

  private static Lines bollinger(BarSeries series, int[] n, double[] exact) {
    Indicator<Num> middle = new SMAIndicator(close(series), n[0]);
    Indicator<Num> spread =
        BinaryOperationIndicator.product(
            new StandardDeviationIndicator(close(series), n[0]), exact[1]);
    int unknown = n[0] - 1;
    return new Lines(
        unknown,
        List.of(unknown, unknown, unknown),
        List.of(
            BinaryOperationIndicator.sum(middle, spread),
            middle,
            BinaryOperationIndicator.difference(middle, spread)));
  }

  private static Lines rsi(BarSeries series, int[] n, double[] exact) {
    return Lines.of(2 * FORGOTTEN * n[0], n[0], new RSIIndicator(close(series), n[0]));
  }

  private static Lines macd(BarSeries series, int[] n, double[] exact) {
    Indicator<Num> macd = new MACDIndicator(close(series), n[0], n[1]);
    Indicator<Num> signal = new EMAIndicator(macd, n[2]);
    int unknown = n[1] + n[2];
    return new Lines(
        FORGOTTEN * unknown,
        List.of(n[1], unknown, unknown),
        List.of(macd, signal, BinaryOperationIndicator.difference(macd, signal)));
  }

  private static Lines atr(BarSeries series, int[] n, double[] exact) {
    return Lines.of(2 * FORGOTTEN * n[0], n[0], new ATRIndicator(series, n[0]));
  }

  private static Lines stochastic(BarSeries series, int[] n, double[] exact) {
    Indicator<Num> k = new StochasticOscillatorKIndicator(series, n[0]);
    int lead = n[0] + n[1] - 2;
    return new Lines(lead, List.of(n[0] - 1, lead), List.of(k, new WindowMean(k, n[1])));
  }

  private static Lines obv(BarSeries series, int[] n, double[] exact) {
    return Lines.of(1, 0, new OnBalanceVolumeIndicator(series));
  }

  private static Lines adx(BarSeries series, int[] n, double[] exact) {
    int unknown = 2 * n[0] + 1;
    return new Lines(
        4 * FORGOTTEN * n[0],
        List.of(unknown, n[0] + 1, n[0] + 1),
        List.of(
            new ADXIndicator(series, n[0]),
            new PlusDIIndicator(series, n[0]),
            new MinusDIIndicator(series, n[0])));
  }

  private static Indicator<Num> close(BarSeries series) {
    return new ClosePriceIndicator(series);
  }
}
