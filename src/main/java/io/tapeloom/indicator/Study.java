package io.tapeloom.indicator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/**
 * An indicator of the catalogue: what it is called, how it is tuned, and how it is computed from
 * bars. Averages that remember all bars before them are computed from far enough back that where
 * they began no longer shows in the eighth decimal.
 *
 * @param name word in addresses
 * @param overPrice true when its values are prices and belong over the candles
 * @param outputs names of its lines
 * @param counting true when it counts from the first bar there is
 * @param ratio true when its values are percentages, which have no unit
 */
public record Study(
    String name,
    String title,
    boolean overPrice,
    List<StudyParameter> parameters,
    List<String> outputs,
    boolean counting,
    boolean ratio,
    Formula formula) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** Lines over a series, and how much of it they need. */
  @FunctionalInterface
  interface Formula {
    Lines over(BarSeries series, int[] whole, double[] values);
  }

  /**
   * Lines in the order of the outputs.
   *
   * @param lead bars after which the value no longer depends on where the series began
   * @param unknown bars at the beginning of a series without a value, for each line
   */
  record Lines(int lead, List<Integer> unknown, List<Indicator<Num>> lines) {
    static Lines of(int lead, int unknown, Indicator<Num> line) {
      return new Lines(lead, List.of(unknown), List.of(line));
    }
  }

  /** Copies the lists. */
  public Study {
    parameters = List.copyOf(parameters);
    outputs = List.copyOf(outputs);
  }

  /** Bars it wants before the first one that is asked for. */
  public int lead(List<BigDecimal> values) {
    return lines(series(List.of()), values).lead();
  }

  /**
   * Its lines over those bars, oldest first: one array for each output, a value for each bar, NaN
   * where there is none.
   *
   * @param values one for each parameter
   */
  public List<double[]> over(List<StudyBar> bars, List<BigDecimal> values) {
    Lines lines = lines(series(bars), values);
    List<double[]> columns = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      columns.add(column(lines.lines().get(i), lines.unknown().get(i), bars.size()));
    }
    return columns;
  }

  private double[] column(Indicator<Num> line, int unknown, int size) {
    double unit = ratio ? 1 : 1e8;
    double[] column = new double[size];
    for (int i = 0; i < size; i++) {
      column[i] = i < unknown ? Double.NaN : line.getValue(i).doubleValue() / unit;
    }
    return column;
  }

  private Lines lines(BarSeries series, List<BigDecimal> values) {
    int[] whole = values.stream().mapToInt(BigDecimal::intValue).toArray();
    double[] exact = values.stream().mapToDouble(BigDecimal::doubleValue).toArray();
    return formula.over(series, whole, exact);
  }

  /**
   * In units of 1e-8, because ta4j takes what is below 1e-5 for zero. It wants to know how long a
   * bar is; none of our studies does.
   */
  private static BarSeries series(List<StudyBar> bars) {
    BarSeries series =
        new BaseBarSeriesBuilder().withNumFactory(DoubleNumFactory.getInstance()).build();
    for (StudyBar bar : bars) {
      series
          .barBuilder()
          .timePeriod(SHORTEST)
          .endTime(Instant.ofEpochMilli(bar.openMs()).plus(SHORTEST))
          .openPrice(bar.openE8())
          .highPrice(bar.highE8())
          .lowPrice(bar.lowE8())
          .closePrice(bar.closeE8())
          .volume(bar.volumeE8().doubleValue())
          .add();
    }
    return series;
  }
}
