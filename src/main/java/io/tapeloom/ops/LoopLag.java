package io.tapeloom.ops;

import java.util.Arrays;

/** How late timers were on the event loops lately; any thread may write and read. */
public final class LoopLag {
  private static final int KEPT = 4_096;
  private final long[] nanos = new long[KEPT];
  private int next;
  private int count;

  /** One timer was that late; early counts as punctual. */
  public synchronized void add(long lateNanos) {
    nanos[next] = Math.max(0, lateNanos);
    next = (next + 1) % KEPT;
    count = Math.min(KEPT, count + 1);
  }

  /** Median and 99th percentile of what is kept, by nearest rank; zeros before the first. */
  public Lag now() {
    long[] sorted = copy();
    Arrays.sort(sorted);
    return sorted.length == 0 ? new Lag(0, 0) : new Lag(rank(sorted, 50), rank(sorted, 99));
  }

  private synchronized long[] copy() {
    return Arrays.copyOf(nanos, count);
  }

  private static long rank(long[] sorted, int percent) {
    return sorted[(sorted.length * percent + 99) / 100 - 1];
  }

  /** In nanoseconds. */
  public record Lag(long p50Nanos, long p99Nanos) {}
}
