package io.tapeloom.signal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A contiguous tape as a list of trades; every question walks the list again. */
final class NaiveTape {
  /** One trade as it counts: effective time, price, quantity negative where the taker sold. */
  record Entry(long ms, BigDecimal price, BigDecimal signed) {
    long qtyE8() {
      return signed.abs().unscaledValue().longValueExact();
    }
  }

  private static final long MINUTE = 60_000;

  final long fromMs;
  final List<Entry> entries = new ArrayList<>();
  private long atrsOfBar = -1;
  private List<Double> atrs = List.of();

  NaiveTape(long fromMs) {
    this.fromMs = fromMs;
  }

  BigDecimal lastPriceBefore(long t) {
    return entries.get(firstAt(t) - 1).price();
  }

  List<Entry> window(long from, long to) {
    return entries.subList(firstAt(from), Math.max(firstAt(from), firstAt(to)));
  }

  /** Index of the first trade at or after that time. */
  private int firstAt(long ms) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (entries.get(middle).ms() < ms) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  Optional<BigDecimal> cvd(long from, long to) {
    List<Entry> in = window(from, to);
    return in.isEmpty() ? Optional.empty() : Optional.of(sum(in));
  }

  BigDecimal cvdOrZero(long from, long to) {
    return cvd(from, to).orElse(BigDecimal.ZERO);
  }

  static BigDecimal sum(List<Entry> entries) {
    return entries.stream().map(Entry::signed).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal cvdFast(long t) {
    return cvdOrZero(t - 30 * MINUTE, t);
  }

  static long dayStart(long t) {
    return Math.floorDiv(t - 1, 24 * 60 * MINUTE) * 24 * 60 * MINUTE;
  }

  BigDecimal notional(long t) {
    return window(t - 30 * MINUTE, t).stream()
        .map(e -> e.price().multiply(e.signed().abs()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal quantity(long t) {
    return window(t - 30 * MINUTE, t).stream()
        .map(e -> e.signed().abs())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  Optional<BigDecimal> vwap(long t) {
    BigDecimal quantity = quantity(t);
    return quantity.signum() == 0
        ? Optional.empty()
        : Optional.of(notional(t).divide(quantity, 8, RoundingMode.HALF_EVEN));
  }

  /** Quantities of 24 h in ascending order, in 1e-8. */
  long[] sortedQtys(long t) {
    return window(t - 24 * 60 * MINUTE, t).stream().mapToLong(Entry::qtyE8).sorted().toArray();
  }

  static BigDecimal rank(long[] sorted, int percent) {
    int rank = (percent * sorted.length + 99) / 100;
    return BigDecimal.valueOf(sorted[rank - 1], 8);
  }

  private record Bar(double high, double low, double close) {}

  /** All ATR values of one pass over the last 302 closed five-minute bars, oldest first. */
  List<Double> atrs(long t) {
    if (t / 300_000 != atrsOfBar) {
      atrsOfBar = t / 300_000;
      atrs = atrsOfClosedBars(t);
    }
    return atrs;
  }

  private List<Double> atrsOfClosedBars(long t) {
    List<Bar> bars = closedBars(t);
    bars = bars.subList(Math.max(0, bars.size() - 302), bars.size());
    List<Double> ranges = new ArrayList<>();
    for (int i = 1; i < bars.size(); i++) {
      ranges.add(trueRange(bars.get(i - 1), bars.get(i)));
    }
    List<Double> values = new ArrayList<>();
    double atr = 0;
    for (int i = 0; i < ranges.size(); i++) {
      atr = i < 14 ? atr + ranges.get(i) : (atr * 13 + ranges.get(i)) / 14;
      if (i == 13) {
        atr = atr / 14;
      }
      if (i >= 13) {
        values.add(atr);
      }
    }
    return values;
  }

  private static double trueRange(Bar before, Bar bar) {
    double a = bar.high() - bar.low();
    double b = Math.abs(bar.high() - before.close());
    double c = Math.abs(bar.low() - before.close());
    return Math.max(a, Math.max(b, c));
  }

  private List<Bar> closedBars(long t) {
    Map<Long, List<BigDecimal>> prices = new TreeMap<>();
    entries.forEach(
        e -> prices.computeIfAbsent(e.ms() / 300_000, n -> new ArrayList<>()).add(e.price()));
    List<Bar> bars = new ArrayList<>();
    for (long n = fromMs / 300_000; (n + 1) * 300_000 <= t; n++) {
      List<BigDecimal> in = prices.get(n);
      double last = bars.isEmpty() ? 0 : bars.getLast().close();
      bars.add(in == null ? new Bar(last, last, last) : bar(in));
    }
    return bars;
  }

  private static Bar bar(List<BigDecimal> prices) {
    double high = prices.stream().max(BigDecimal::compareTo).orElseThrow().doubleValue();
    double low = prices.stream().min(BigDecimal::compareTo).orElseThrow().doubleValue();
    return new Bar(high, low, prices.getLast().doubleValue());
  }
}
