package io.tapeloom.bench;

import java.util.Arrays;

/** Numbers of one kind and what is said about them. */
final class Spread {
  private double[] values = new double[1024];
  private int count;

  void add(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = value;
  }

  /** The smallest value that at least that share of them do not exceed (nearest rank). */
  double quantile(double share) {
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * count) - 1)];
  }

  int count() {
    return count;
  }

  double median() {
    return quantile(0.5);
  }

  double max() {
    return quantile(1);
  }

  /** The values from the first to before the second, as shares of all. */
  Spread part(double from, double to) {
    Spread part = new Spread();
    for (int i = (int) (from * count); i < (int) (to * count); i++) {
      part.add(values[i]);
    }
    return part;
  }
}
