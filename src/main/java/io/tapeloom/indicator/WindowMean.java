package io.tapeloom.indicator;

import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.CachedIndicator;
import org.ta4j.core.num.Num;

/**
 * The mean of the last values. ta4j's keeps a running sum, which one value that does not exist,
 * such as a stochastic of bars without a range, would spoil for ever.
 */
final class WindowMean extends CachedIndicator<Num> {
  private final Indicator<Num> values;
  private final int length;

  WindowMean(Indicator<Num> values, int length) {
    super(values);
    this.values = values;
    this.length = length;
  }

  @Override
  protected Num calculate(int index) {
    int first = Math.max(0, index - length + 1);
    Num sum = getBarSeries().numFactory().zero();
    for (int i = first; i <= index; i++) {
      sum = sum.plus(values.getValue(i));
    }
    return sum.dividedBy(getBarSeries().numFactory().numOf(index - first + 1));
  }

  @Override
  public int getCountOfUnstableBars() {
    return values.getCountOfUnstableBars() + length - 1;
  }
}
