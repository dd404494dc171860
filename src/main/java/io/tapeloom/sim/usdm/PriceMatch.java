package io.tapeloom.sim.usdm;

/** An order's price taken from the book: the n-th level of the other side or of its own. */
public enum PriceMatch {
  NONE(false, 0),
  OPPONENT(true, 1),
  OPPONENT_5(true, 5),
  OPPONENT_10(true, 10),
  OPPONENT_20(true, 20),
  QUEUE(false, 1),
  QUEUE_5(false, 5),
  QUEUE_10(false, 10),
  QUEUE_20(false, 20);

  private final boolean opposite;
  private final int level;

  PriceMatch(boolean opposite, int level) {
    this.opposite = opposite;
    this.level = level;
  }

  /** Whether the price is one of the other side. */
  boolean opposite() {
    return opposite;
  }

  /** Which level, from 1; 0 for none. */
  int level() {
    return level;
  }
}
