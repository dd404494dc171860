package io.tapeloom.sim.book;

import java.util.Arrays;

/** One side of a ladder, best level first; grows once and is used again. */
final class Rungs implements LevelSink {
  private long[] ticks = new long[1_000];
  private long[] steps = new long[1_000];
  private int count;

  void clear() {
    count = 0;
  }

  @Override
  public boolean level(long atTicks, long hasSteps) {
    if (count == ticks.length) {
      ticks = Arrays.copyOf(ticks, 2 * count);
      steps = Arrays.copyOf(steps, 2 * count);
    }
    ticks[count] = atTicks;
    steps[count] = hasSteps;
    count++;
    return true;
  }

  int count() {
    return count;
  }

  long ticks(int rung) {
    return ticks[rung];
  }

  long steps(int rung) {
    return steps[rung];
  }
}
