package io.tapeloom.sim.book;

import java.util.Arrays;

/**
 * The price levels of one side in a sorted array with the best price at its end, where nearly all
 * of the coming and going is. A price's key is the price with the sign that makes better greater.
 */
final class Side {
  private static final int INITIAL = 256;

  private final boolean bids;
  private long[] keys = new long[INITIAL];
  private Level[] levels = new Level[INITIAL];
  private int count;
  private Level free;

  Side(boolean bids) {
    this.bids = bids;
  }

  /** Greater is better for the taker; a market order takes any key. */
  long key(long ticks) {
    if (ticks == MatchingBook.MARKET) {
      return Long.MIN_VALUE;
    }
    return bids ? ticks : -ticks;
  }

  int count() {
    return count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  Level best() {
    return levels[count - 1];
  }

  /** The n-th best level, from 0. */
  Level nth(int n) {
    return levels[count - 1 - n];
  }

  /** Whether someone who takes at that key or better finds anything here. */
  boolean reaches(long key) {
    return count > 0 && keys[count - 1] >= key;
  }

  /** Whether an order of a user rests at that price or a better one. */
  boolean usersAt(long ticks) {
    long key = key(ticks);
    for (int i = count - 1; i >= 0 && keys[i] >= key; i--) {
      if (levels[i].hasUsers()) {
        return true;
      }
    }
    return false;
  }

  /** The level of a price, made where there is none. */
  Level at(long ticks) {
    long key = key(ticks);
    int at = count > 0 && keys[count - 1] == key ? count - 1 : find(key);
    return at >= 0 ? levels[at] : insert(-at - 1, key, ticks);
  }

  private int find(long key) {
    return count == 0 || key > keys[count - 1]
        ? -count - 1
        : Arrays.binarySearch(keys, 0, count, key);
  }

  private Level insert(int at, long key, long ticks) {
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, 2 * count);
      levels = Arrays.copyOf(levels, 2 * count);
    }
    System.arraycopy(keys, at, keys, at + 1, count - at);
    System.arraycopy(levels, at, levels, at + 1, count - at);
    count++;
    keys[at] = key;
    levels[at] = blank(ticks);
    return levels[at];
  }

  private Level blank(long ticks) {
    Level level = free;
    if (level == null) {
      level = new Level(this);
    } else {
      free = level.nextFree;
    }
    level.ticks = ticks;
    return level;
  }

  /** Takes an empty level out. */
  void remove(Level level) {
    int at = levels[count - 1] == level ? count - 1 : find(key(level.ticks));
    count--;
    System.arraycopy(keys, at + 1, keys, at, count - at);
    System.arraycopy(levels, at + 1, levels, at, count - at);
    levels[count] = null;
    level.nextFree = free;
    free = level;
  }
}
