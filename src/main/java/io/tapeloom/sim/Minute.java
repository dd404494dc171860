package io.tapeloom.sim;

/**
 * The plan of one block: what the prefix sums and the block's own draw settle before any trade of
 * it is made.
 *
 * @param index minutes since 1970
 * @param firstId id of its first trade
 * @param count number of its trades
 * @param openTicks price level it starts from, the close of the minute before
 * @param closeTicks price level it ends at
 * @param flow pressure of the takers, about -2 (selling) to 2 (buying)
 * @param sweep side that sweeps the book in this minute: 1 buyers, -1 sellers, 0 neither
 */
record Minute(
    long index, long firstId, int count, long openTicks, long closeTicks, double flow, int sweep) {
  static final long MS = 60_000;

  /** Start in ms since the epoch. */
  long startMs() {
    return index * MS;
  }

  /** Id of its last trade. */
  long lastId() {
    return firstId + count - 1;
  }
}
