package io.tapeloom.sim.book;

/** The best quotes of a ladder. */
final class Touch {
  private long bid;
  private long ask;
  private final LevelSink bids = (ticks, steps) -> keepBid(ticks);
  private final LevelSink asks = (ticks, steps) -> keepAsk(ticks);

  /** Whether the best quotes of that slot reach an order of a user. */
  boolean crosses(LadderSource source, long slotMs, MatchingBook book) {
    bid = MatchingBook.NONE;
    ask = MatchingBook.NONE;
    source.at(slotMs, bids, asks);
    return ask != MatchingBook.NONE && book.orders().side(true).usersAt(ask)
        || bid != MatchingBook.NONE && book.orders().side(false).usersAt(bid);
  }

  private boolean keepBid(long ticks) {
    bid = bid == MatchingBook.NONE ? ticks : bid;
    return false;
  }

  private boolean keepAsk(long ticks) {
    ask = ask == MatchingBook.NONE ? ticks : ask;
    return false;
  }
}
