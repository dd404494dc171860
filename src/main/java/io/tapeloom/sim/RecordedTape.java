package io.tapeloom.sim;

import io.tapeloom.market.AggTrade;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** The tape of one recorded symbol, held in memory in id order. */
public final class RecordedTape implements Tape {
  private final Listing listing;
  private final AggTrade[] trades;
  private final long[] shownMs;
  private final Bar[] minutes;
  private final long firstMinute;

  /**
   * Takes the trades of one symbol.
   *
   * @throws IllegalArgumentException when there are none or ids do not ascend
   */
  public RecordedTape(Listing listing, List<AggTrade> recorded) {
    if (recorded.isEmpty()) {
      throw new IllegalArgumentException(listing.name() + ": expected trades, got none");
    }
    this.listing = listing;
    this.trades = recorded.toArray(AggTrade[]::new);
    this.shownMs = shownMs(trades);
    this.firstMinute = shownMs[0] / Minute.MS;
    this.minutes = minutes();
  }

  /** A trade timed before its predecessor is shown at the predecessor's time. */
  private static long[] shownMs(AggTrade[] trades) {
    long[] shown = new long[trades.length];
    for (int i = 0; i < trades.length; i++) {
      shown[i] = i == 0 ? trades[i].timeMs() : Math.max(shown[i - 1], trades[i].timeMs());
      if (i > 0 && trades[i].aggId() <= trades[i - 1].aggId()) {
        throw new IllegalArgumentException(
            "expected ascending ids, got " + trades[i].aggId() + " after " + trades[i - 1].aggId());
      }
    }
    return shown;
  }

  private Bar[] minutes() {
    Bar[] bars = new Bar[(int) (endMs() / Minute.MS - firstMinute) + 1];
    for (int i = 0; i < trades.length; i++) {
      int slot = (int) (shownMs[i] / Minute.MS - firstMinute);
      Bar bar = barOf(trades[i]);
      bars[slot] = bars[slot] == null ? opening(slot, bar) : bars[slot].plus(bar);
    }
    for (int slot = 1; slot < bars.length; slot++) {
      if (bars[slot] == null) {
        bars[slot] = Bar.flat(openMs(slot), bars[slot - 1].close());
      }
    }
    return bars;
  }

  private Bar opening(int slot, Bar first) {
    return Bar.flat(openMs(slot), first.open()).plus(first);
  }

  private long openMs(int slot) {
    return (firstMinute + slot) * Minute.MS;
  }

  @Override
  public Listing listing() {
    return listing;
  }

  @Override
  public long startMs() {
    return shownMs[0];
  }

  /** Time of the last trade, in ms since the epoch. */
  public long endMs() {
    return shownMs[shownMs.length - 1];
  }

  /** Mean quantity of a trade in steps, at least 1. */
  long meanSteps() {
    long sum = 0;
    for (AggTrade trade : trades) {
      sum += trade.qtyE8() / listing.stepE8();
    }
    return Math.max(1, sum / trades.length);
  }

  @Override
  public OptionalLong newestId(long nowMs) {
    int count = before(nowMs + 1);
    return count == 0 ? OptionalLong.empty() : OptionalLong.of(trades[count - 1].aggId());
  }

  @Override
  public long firstIdAt(long timeMs) {
    int at = before(timeMs);
    return at < trades.length ? trades[at].aggId() : trades[trades.length - 1].aggId() + 1;
  }

  @Override
  public List<AggTrade> fromId(long id, int limit, long nowMs) {
    int from = position(id);
    int to = Math.min(before(nowMs + 1), from + limit);
    return from >= to ? List.of() : Arrays.asList(trades).subList(from, to);
  }

  @Override
  public OptionalLong middleE8(long timeMs) {
    int count = before(timeMs + 1);
    if (count == 0) {
      return OptionalLong.empty();
    }
    AggTrade last = trades[count - 1];
    long half = listing.tickE8() / 2;
    return OptionalLong.of(last.priceE8() + (last.buyerMaker() ? half : -half));
  }

  @Override
  public Bar minute(long index) {
    long slot = index - firstMinute;
    if (slot < 0) {
      return Bar.flat(index * Minute.MS, minutes[0].open());
    }
    return slot < minutes.length
        ? minutes[(int) slot]
        : Bar.flat(index * Minute.MS, minutes[minutes.length - 1].close());
  }

  @Override
  public Bar hour(long index) {
    Bar sum = minute(index * 60);
    for (int i = 1; i < 60; i++) {
      sum = sum.plus(minute(index * 60 + i));
    }
    return sum;
  }

  /** How many trades are shown before that time. */
  private int before(long timeMs) {
    int low = 0;
    int high = shownMs.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (shownMs[middle] < timeMs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Position of the first trade of at least that id. */
  private int position(long id) {
    int low = 0;
    int high = trades.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (trades[middle].aggId() < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
