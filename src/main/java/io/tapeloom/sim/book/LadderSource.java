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
}
