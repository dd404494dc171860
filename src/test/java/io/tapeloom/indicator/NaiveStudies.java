package io.tapeloom.indicator;

import io.tapeloom.market.Kline;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * The catalogue by plain loops. An exponential average begins with the value at the index of its
 * length.
 */
final class NaiveStudies {
  private final double[] high;
  private final double[] low;
  private final double[] close;
  private final double[] volume;
  private final int size;

  NaiveStudies(List<Kline> bars) {
    size = bars.size();
    high = column(i -> bars.get(i).highE8() / 1e8);
    low = column(i -> bars.get(i).lowE8() / 1e8);
    close = column(i -> bars.get(i).closeE8() / 1e8);
    volume = column(i -> bars.get(i).volumeE8().doubleValue() / 1e8);
  }

  Map<String, double[]> of(String name, double... p) {
    int n = p.length > 0 ? (int) p[0] : 0;
    return switch (name) {
      case "sma" -> Map.of("sma", mean(close, n));
      case "ema" -> Map.of("ema", smooth(close, n, 2.0 / (n + 1)));
      case "vwap" -> Map.of("vwap", vwap(n));
      case "bollinger" -> bollinger(n, p[1]);
      case "rsi" -> Map.of("rsi", rsi(n));
      case "macd" -> macd(n, (int) p[1], (int) p[2]);
      case "atr" -> Map.of("atr", atr(n));
      case "stochastic" -> stochastic(n, (int) p[1]);
      case "obv" -> Map.of("obv", obv());
      case "adx" -> adx(n);
      default -> throw new AssertionError(name);
    };
  }

  private double[] column(IntToDoubleFunction value) {
    double[] column = new double[size];
    Arrays.setAll(column, value);
    return column;
  }

  private double[] mean(double[] values, int n) {
    return column(
        i ->
            i < n - 1
                ? Double.NaN
                : Arrays.stream(values, i - n + 1, i + 1).average().orElseThrow());
  }

  private double[] smooth(double[] values, int n, double weight) {
    double[] y = new double[size];
    Arrays.fill(y, Double.NaN);
    for (int i = n; i < size; i++) {
      double before = y[i - 1];
      y[i] = Double.isNaN(before) ? values[i] : before + weight * (values[i] - before);
    }
    return y;
  }

  private double[] wilder(double[] values, int n) {
    return smooth(values, n, 1.0 / n);
  }

  private double[] vwap(int n) {
    return column(
        i -> {
          double money = 0;
          double amount = 0;
          for (int j = i - n + 1; i >= n - 1 && j <= i; j++) {
            money += (high[j] + low[j] + close[j]) / 3 * volume[j];
            amount += volume[j];
          }
          return money / amount;
        });
  }

  private Map<String, double[]> bollinger(int n, double width) {
    double[] middle = mean(close, n);
    double[] spread =
        column(
            i -> {
              double sum = 0;
              for (int j = i - n + 1; i >= n - 1 && j <= i; j++) {
                sum += (close[j] - middle[i]) * (close[j] - middle[i]);
              }
              return width * Math.sqrt(sum / n);
            });
    return Map.of(
        "middle",
        middle,
        "upper",
        column(i -> middle[i] + spread[i]),
        "lower",
        column(i -> middle[i] - spread[i]));
  }

  private double[] rsi(int n) {
    double[] gain = wilder(column(i -> i == 0 ? 0 : Math.max(0, close[i] - close[i - 1])), n);
    double[] loss = wilder(column(i -> i == 0 ? 0 : Math.max(0, close[i - 1] - close[i])), n);
    return column(i -> Double.isNaN(gain[i]) ? Double.NaN : 100 * gain[i] / (gain[i] + loss[i]));
  }

  private Map<String, double[]> macd(int fast, int slow, int signal) {
    double[] quick = smooth(close, fast, 2.0 / (fast + 1));
    double[] late = smooth(close, slow, 2.0 / (slow + 1));
    double[] macd = column(i -> quick[i] - late[i]);
    double[] line = smoothFrom(macd, slow, signal);
    return Map.of("macd", macd, "signal", line, "histogram", column(i -> macd[i] - line[i]));
  }

  /** The signal begins with the first value of the line; it is shown later. */
  private double[] smoothFrom(double[] values, int first, int n) {
    double[] y = new double[size];
    Arrays.fill(y, Double.NaN);
    double last = values[Math.max(first, n)];
    for (int i = Math.max(first, n); i < size; i++) {
      last += 2.0 / (n + 1) * (values[i] - last);
      y[i] = i < first + n ? Double.NaN : last;
    }
    return y;
  }

  private double[] ranges() {
    return column(
        i ->
            i == 0
                ? high[0] - low[0]
                : Math.max(high[i], close[i - 1]) - Math.min(low[i], close[i - 1]));
  }

  private double[] atr(int n) {
    return wilder(ranges(), n);
  }

  private Map<String, double[]> stochastic(int n, int smooth) {
    double[] k =
        column(
            i -> {
              if (i < n - 1) {
                return Double.NaN;
              }
              double top = Arrays.stream(high, i - n + 1, i + 1).max().orElseThrow();
              double bottom = Arrays.stream(low, i - n + 1, i + 1).min().orElseThrow();
              return 100 * (close[i] - bottom) / (top - bottom);
            });
    return Map.of("k", k, "d", mean(k, smooth));
  }

  private double[] obv() {
    double[] sum = new double[size];
    for (int i = 1; i < size; i++) {
      sum[i] = sum[i - 1] + Math.signum(close[i] - close[i - 1]) * volume[i];
    }
    return sum;
  }

  private Map<String, double[]> adx(int n) {
    double[] atr = atr(n);
    double[] plus = direction(n, i -> high[i] - high[i - 1], i -> low[i - 1] - low[i], atr);
    double[] minus = direction(n, i -> low[i - 1] - low[i], i -> high[i] - high[i - 1], atr);
    double[] dx =
        column(
            i -> {
              double sum = plus[i] + minus[i];
              return sum == 0 ? 0 : 100 * Math.abs(plus[i] - minus[i]) / sum;
            });
    double[] adx = wilder(dx, n);
    for (int i = 0; i < 2 * n + 1; i++) {
      adx[i] = Double.NaN;
    }
    plus[n] = Double.NaN;
    minus[n] = Double.NaN;
    return Map.of("adx", adx, "plus", plus, "minus", minus);
  }

  private double[] direction(
      int n, IntToDoubleFunction ours, IntToDoubleFunction theirs, double[] atr) {
    double[] moves =
        column(
            i -> {
              double own = i == 0 ? 0 : ours.applyAsDouble(i);
              return own > 0 && own > theirs.applyAsDouble(i) ? own : 0;
            });
    double[] smooth = wilder(moves, n);
    return column(i -> 100 * smooth[i] / atr[i]);
  }
}
