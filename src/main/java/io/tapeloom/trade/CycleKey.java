package io.tapeloom.trade;

/**
 * Names one trade of one instrument the same way on every run: a strategy decides at most once at a
 * boundary.
 *
 * @param t boundary of the decision that opened it
 */
public record CycleKey(String strategy, long t) implements Comparable<CycleKey> {
  @Override
  public int compareTo(CycleKey other) {
    int byTime = Long.compare(t, other.t);
    return byTime != 0 ? byTime : strategy.compareTo(other.strategy);
  }

  @Override
  public String toString() {
    return strategy + "@" + t;
  }
}
