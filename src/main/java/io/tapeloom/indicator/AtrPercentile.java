package io.tapeloom.indicator;

import io.tapeloom.kernel.Fixed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Wilder's average true range over five-minute bars made of slices, and the share of the last day's
 * values that are not above the newest. Each pass starts anew from a bounded number of bars, so
 * that the value depends on those bars alone and not on when the program was started.
 */
public final class AtrPercentile {
  /** Length of a bar, ms. */
  public static final long BAR_MS = 300_000;

  /** A pass looks at that many closed bars: 14 true ranges to begin and 288 values. */
  public static final int BARS = 302;

  private static final int LENGTH = 14;

  private final double[] high = new double[BARS];
  private final double[] low = new double[BARS];
  private final double[] close = new double[BARS];
  private final double[] values = new double[BARS];
  private int next;
  private int bars;
  private boolean traded;
  private long highE8;
  private long lowE8;
  private Optional<Fixed> atr = Optional.empty();
  private Optional<Fixed> percentile = Optional.empty();

  /** Counts the next slice; at the end of a bar both values are made anew. */
  public void enter(Slice slice) {
    if (slice.count() > 0) {
      highE8 = traded ? Math.max(highE8, slice.highE8()) : slice.highE8();
      lowE8 = traded ? Math.min(lowE8, slice.lowE8()) : slice.lowE8();
      traded = true;
    }
    if (slice.tMs() % BAR_MS == 0) {
      closeBar(slice.closeE8());
    }
  }

  private void closeBar(long closeE8) {
    high[next] = price(traded ? highE8 : closeE8);
    low[next] = price(traded ? lowE8 : closeE8);
    close[next] = price(closeE8);
    next = next + 1 == BARS ? 0 : next + 1;
    bars = Math.min(bars + 1, BARS);
    traded = false;
    if (bars > LENGTH) {
      pass();
    }
  }

  private static double price(long e8) {
    return Fixed.ofE8(e8).toDouble();
  }

  private void pass() {
    int oldest = bars == BARS ? next : 0;
    double sum = 0;
    for (int i = 1; i <= LENGTH; i++) {
      sum += trueRange(oldest, i);
    }
    double value = sum / LENGTH;
    values[0] = value;
    int count = 1;
    for (int i = LENGTH + 1; i < bars; i++) {
      value = (value * (LENGTH - 1) + trueRange(oldest, i)) / LENGTH;
      values[count++] = value;
    }
    atr = Optional.of(Fixed.roundHalfEven(value));
    percentile = Optional.of(share(notAbove(value, count), count));
  }

  private double trueRange(int oldest, int i) {
    int at = (oldest + i) % BARS;
    double before = close[at == 0 ? BARS - 1 : at - 1];
    double range = high[at] - low[at];
    return Math.max(range, Math.max(Math.abs(high[at] - before), Math.abs(low[at] - before)));
  }

  private int notAbove(double newest, int count) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      found += values[i] <= newest ? 1 : 0;
    }
    return found;
  }

  private static Fixed share(int part, int whole) {
    BigDecimal hundredfold = BigDecimal.valueOf(100L * part);
    return Fixed.of(hundredfold.divide(BigDecimal.valueOf(whole), 8, RoundingMode.HALF_EVEN));
  }

  /** The newest value, half even to 8 decimals; absent under 15 closed bars. */
  public Optional<Fixed> atr() {
    return atr;
  }

  /** 0 to 100: share of the pass's values that are at or below the newest. */
  public Optional<Fixed> percentile() {
    return percentile;
  }
}
