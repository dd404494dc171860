package io.tapeloom.sim;

import io.tapeloom.sim.book.LadderSource;
import io.tapeloom.sim.book.LevelSink;
import java.util.Arrays;

/** One side of what a market shows at one moment: prices and quantities, best first. */
public final class Depth implements LevelSink {
  private final boolean bids;
  private long[] ticks = new long[64];
  private long[] steps = new long[64];
  private int count;

  /** An empty side. */
  public Depth(boolean bids) {
    this.bids = bids;
  }

  /** Takes what a ladder has at that slot. */
  public static void read(LadderSource source, long slotMs, Depth bids, Depth asks) {
    bids.clear();
    asks.clear();
    source.at(slotMs, bids, asks);
  }

  /** Forgets all levels. */
  public void clear() {
    count = 0;
  }

  /** Becomes what the other is. */
  public void copy(Depth other) {
    if (ticks.length < other.count) {
      ticks = new long[other.ticks.length];
      steps = new long[other.ticks.length];
    }
    System.arraycopy(other.ticks, 0, ticks, 0, other.count);
    System.arraycopy(other.steps, 0, steps, 0, other.count);
    count = other.count;
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
    return count < Ladder.LEVELS;
  }

  /** How many levels there are. */
  public int count() {
    return count;
  }

  /** Price of a level; the best is number 0. */
  public long ticks(int level) {
    return ticks[level];
  }

  /** Quantity of a level. */
  public long steps(int level) {
    return steps[level];
  }

  /** Gives every level that differs from how it was before, with 0 steps where it is gone. */
  public void changesSince(Depth before, LevelSink sink) {
    int now = 0;
    int then = 0;
    while (now < count || then < before.count) {
      int order = order(now, before, then);
      if (order > 0) {
        sink.level(before.ticks[then++], 0);
      } else if (order < 0) {
        sink.level(ticks[now], steps[now++]);
      } else {
        if (steps[now] != before.steps[then]) {
          sink.level(ticks[now], steps[now]);
        }
        now++;
        then++;
      }
    }
  }

  /** Below 0 when our level comes first, above 0 when the other's does. */
  private int order(int now, Depth before, int then) {
    if (now == count) {
      return 1;
    }
    if (then == before.count) {
      return -1;
    }
    int byPrice = Long.compare(ticks[now], before.ticks[then]);
    return bids ? -byPrice : byPrice;
  }
}
