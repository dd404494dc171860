package io.tapeloom.sim.book;

/** What the rest of the market would quote: a function of time alone. */
@FunctionalInterface
public interface LadderSource {
  /**
   * Gives both sides, best level first, as they stand at the start of a slot of {@link
   * House#SLOT_MS}. The sides never cross, and they fit the last price traded before that moment.
   * The same slot gives the same levels whenever it is asked for; nothing means that nobody quotes.
   */
  void at(long slotMs, LevelSink bids, LevelSink asks);

  /**
   * Steps that {@link #at} gives at one price of a side, 0 where it gives none there. Asked for in
   * each slot at each price where a user's order rests, so worth an answer without looking at every
   * level.
   */
  default long steps(long slotMs, boolean ofBids, long ticks) {
    long[] found = new long[1];
    LevelSink search =
        (at, steps) -> {
          found[0] += at == ticks ? steps : 0;
          return at != ticks && at > ticks == ofBids;
        };
    LevelSink none = (at, steps) -> false;
    at(slotMs, ofBids ? search : none, ofBids ? none : search);
    return found[0];
  }
}
