package io.tapeloom.sim.book;

import java.util.Map;
import java.util.TreeMap;

/** The house in the plainest words: plays every slot whole, whether anyone looks or not. */
final class NaiveHouse {
  private final NaiveBook book;
  private final LadderSource source;
  private final Prints prints;
  private long nextMs;
  private long timeMs;

  /** A house that plays from that slot on. */
  NaiveHouse(NaiveBook book, LadderSource source, Prints prints, long startMs) {
    this.book = book;
    this.source = source;
    this.prints = prints;
    this.nextMs = startMs;
  }

  long timeMs() {
    return timeMs;
  }

  /** Plays millisecond by millisecond. */
  void quote(long nowMs) {
    for (; nextMs <= nowMs; nextMs++) {
      timeMs = nextMs;
      if (nextMs % 100 == 0) {
        ladder();
      }
      prints.between(
          nextMs, nextMs + 1, (at, ticks, steps, takerBuys) -> book.print(takerBuys, ticks, steps));
    }
    timeMs = nowMs;
  }

  private void ladder() {
    Map<Long, Long> bids = new TreeMap<>((a, b) -> Long.compare(b, a));
    Map<Long, Long> asks = new TreeMap<>();
    source.at(nextMs, (t, s) -> bids.put(t, s) == null, (t, s) -> asks.put(t, s) == null);
    book.shrinkHouse(true, bids);
    book.shrinkHouse(false, asks);
    bids.forEach((t, s) -> grow(true, t, s));
    asks.forEach((t, s) -> grow(false, t, s));
  }

  private void grow(boolean buy, long ticks, long steps) {
    long missing = steps - book.houseAt(buy, ticks);
    if (missing > 0) {
      book.quote(buy, ticks, missing);
    }
  }
}
