package io.tapeloom.bench;

import io.tapeloom.market.AggTrade;
import java.util.ArrayDeque;

/**
 * The yardstick of scoring: what one would write first. A deque of trades per window, sums in
 * doubles kept up to date at each trade, five-minute bars for the ATR, and for the percentiles of
 * sizes a sorted copy of the day at each boundary; no exact sums, no sealing.
 */
final class DequeWindows {
  private static final long FAST_MS = 30 * 60_000L;
  private static final long MID_MS = 4 * 60 * 60_000L;
  private static final long DAY_MS = 24 * 60 * 60_000L;
  private static final long BAR_MS = 5 * 60_000L;
  private static final int BARS = 302;

  private final ArrayDeque<AggTrade> fast = new ArrayDeque<>();
  private final ArrayDeque<AggTrade> mid = new ArrayDeque<>();
  private final ArrayDeque<AggTrade> day = new ArrayDeque<>();
  private final ArrayDeque<double[]> bars = new ArrayDeque<>();
  private double cvdFast;
  private double cvdMid;
  private double notional;
  private double qty;
  private long barMs;
  private double atr;

  void on(AggTrade trade) {
    double price = trade.priceE8() / 1e8;
    double signed = trade.signedQtyE8() / 1e8;
    fast.addLast(trade);
    mid.addLast(trade);
    day.addLast(trade);
    cvdFast += signed;
    cvdMid += signed;
    notional += price * Math.abs(signed);
    qty += Math.abs(signed);
    while (fast.peekFirst().timeMs() <= trade.timeMs() - FAST_MS) {
      AggTrade old = fast.removeFirst();
      double oldQty = old.qtyE8() / 1e8;
      cvdFast -= old.signedQtyE8() / 1e8;
      notional -= old.priceE8() / 1e8 * oldQty;
      qty -= oldQty;
    }
    while (mid.peekFirst().timeMs() <= trade.timeMs() - MID_MS) {
      cvdMid -= mid.removeFirst().signedQtyE8() / 1e8;
    }
    while (day.peekFirst().timeMs() <= trade.timeMs() - DAY_MS) {
      day.removeFirst();
    }
    bar(trade.timeMs(), price);
  }

  private void bar(long timeMs, double price) {
    if (timeMs - barMs >= BAR_MS) {
      atr = atr();
      barMs = timeMs - timeMs % BAR_MS;
      bars.addLast(new double[] {price, price, price});
      if (bars.size() > BARS) {
        bars.removeFirst();
      }
    }
    double[] bar = bars.peekLast();
    bar[0] = Math.max(bar[0], price);
    bar[1] = Math.min(bar[1], price);
    bar[2] = price;
  }

  private double atr() {
    double value = 0;
    double close = Double.NaN;
    for (double[] bar : bars) {
      double range = bar[0] - bar[1];
      double trueRange =
          Double.isNaN(close)
              ? range
              : Math.max(range, Math.max(Math.abs(bar[0] - close), Math.abs(bar[1] - close)));
      value = (value * 13 + trueRange) / 14;
      close = bar[2];
    }
    return value;
  }

  /** Everything it keeps, so that nothing of it is optimised away. */
  double sum() {
    return cvdFast + cvdMid + notional / qty + atr;
  }

  /** Signed quantity of the last half hour. */
  double cvdFast() {
    return cvdFast;
  }

  /** The size that only one trade in a hundred of the last day exceeds. */
  long p99Qty() {
    long[] sizes = day.stream().mapToLong(AggTrade::qtyE8).sorted().toArray();
    return sizes[(sizes.length * 99 + 99) / 100 - 1];
  }
}
