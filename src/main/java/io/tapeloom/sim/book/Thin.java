package io.tapeloom.sim.book;

import java.util.Arrays;

/**
 * What a house remembers of a slot in which it quotes only where users' orders rest: those prices,
 * and the slot's trades with what was left of each after them.
 */
final class Thin {
  private final Prices bids = new Prices();
  private final Prices asks = new Prices();
  private long[] ticks = new long[64];
  private long[] left = new long[64];
  private boolean[] takerBuys = new boolean[64];
  private int prints;
  private boolean holds;

  /** Prices of a side, best first. */
  private static final class Prices {
    private long[] ticks = new long[64];
    private int count;

    void read(Side side) {
      count = 0;
      for (int i = 0; i < side.count(); i++) {
        if (side.nth(i).hasUsers()) {
          ticks = count < ticks.length ? ticks : Arrays.copyOf(ticks, 2 * count);
          ticks[count++] = side.nth(i).ticks;
        }
      }
    }

    void ask(LadderSource source, long slotMs, boolean ofBids, Rungs rungs) {
      for (int i = 0; i < count; i++) {
        long steps = source.steps(slotMs, ofBids, ticks[i]);
        if (steps > 0) {
          rungs.level(ticks[i], steps);
        }
      }
    }
  }

  boolean holds() {
    return holds;
  }

  void begin(MatchingBook book) {
    bids.read(book.orders().side(true));
    asks.read(book.orders().side(false));
    prints = 0;
    holds = true;
  }

  void end() {
    holds = false;
  }

  /** The ladder at the prices where users' orders rest. */
  void ladder(LadderSource source, long slotMs, Rungs ofBids, Rungs ofAsks) {
    bids.ask(source, slotMs, true, ofBids);
    asks.ask(source, slotMs, false, ofAsks);
  }

  void print(boolean buys, long atTicks, long stepsLeft) {
    if (prints == ticks.length) {
      ticks = Arrays.copyOf(ticks, 2 * prints);
      left = Arrays.copyOf(left, 2 * prints);
      takerBuys = Arrays.copyOf(takerBuys, 2 * prints);
    }
    ticks[prints] = atTicks;
    left[prints] = stepsLeft;
    takerBuys[prints] = buys;
    prints++;
  }

  /** Adds what was left out: the other levels of the ladder, less what the trades took there. */
  void fill(MatchingBook book, Rungs ofBids, Rungs ofAsks) {
    holds = false;
    fill(book, book.orders().side(true), bids, ofBids);
    fill(book, book.orders().side(false), asks, ofAsks);
    for (int i = 0; i < prints; i++) {
      book.orders().reprint(takerBuys[i], ticks[i], left[i]);
    }
  }

  private static void fill(MatchingBook book, Side side, Prices there, Rungs rungs) {
    int next = there.count - 1;
    for (int i = rungs.count() - 1; i >= 0; i--) {
      long ticks = rungs.ticks(i);
      while (next >= 0 && side.key(there.ticks[next]) < side.key(ticks)) {
        next--;
      }
      if (next < 0 || there.ticks[next] != ticks) {
        book.orders().join(side.at(ticks), rungs.steps(i));
      }
    }
  }
}
