package io.tapeloom.indicator;

/**
 * A percentile's place among counters: the counter that holds its rank and how many lie below it.
 * Both are kept as counters change, so that the next question moves it only a little.
 */
final class RankCursor {
  private final int percent;
  private int index;
  private long below;

  RankCursor(int percent) {
    this.percent = percent;
  }

  void added(int at) {
    below += at < index ? 1 : 0;
  }

  void removed(int at) {
    below -= at < index ? 1 : 0;
  }

  void reset() {
    index = 0;
    below = 0;
  }

  /** Moves to the counter that holds the rank; answers the rank inside it, from 1. */
  long seek(int[] counts, long total) {
    long rank = (percent * total + 99) / 100;
    while (below >= rank) {
      below -= counts[--index];
    }
    while (below + counts[index] < rank) {
      below += counts[index++];
    }
    return rank - below;
  }

  int index() {
    return index;
  }
}
