package io.tapeloom.sim;

import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.MarkPrice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The trades of one symbol, readable at any moment of its past. Every question names the moment it
 * is asked at ({@code nowMs}): what trades later does not exist yet.
 */
public sealed interface Tape permits GeneratedTape, RecordedTape {
  /** The symbol and its grid. */
  Listing listing();

  /** Time of the oldest moment that can be asked for, in ms since the epoch. */
  long startMs();

  /** Id of the newest trade at that moment, empty before the first. */
  OptionalLong newestId(long nowMs);

  /** Up to {@code limit} trades from that id upwards. */
  List<AggTrade> fromId(long id, int limit, long nowMs);

  /** Id of the first trade at or after that time, whether or not it has happened yet. */
  long firstIdAt(long timeMs);

  /** Bar of one whole minute; flat when nothing traded in it. */
  Bar minute(long index);

  /** Bar of one minute as it stands at that moment. */
  Bar minuteSoFar(long index, long nowMs);

  /** Bar of one whole hour; implementations keep what they have made. */
  Bar hour(long index);

  /** Last price in ticks at that moment, empty before the first trade. */
  default OptionalLong lastTicks(long nowMs) {
    OptionalLong id = newestId(nowMs);
    if (id.isEmpty()) {
      return OptionalLong.empty();
    }
    long priceE8 = fromId(id.getAsLong(), 1, nowMs).getFirst().priceE8();
    return OptionalLong.of(priceE8 / listing().tickE8());
  }

  /** Bars that start in [fromMs, toMs], the running one included, oldest first. */
  default List<Bar> bars(Interval interval, long fromMs, long toMs, long nowMs) {
    List<Bar> bars = new ArrayList<>();
    long last = Math.min(interval.floorMs(toMs), interval.floorMs(nowMs));
    long first = Math.max(fromMs, interval.floorMs(startMs()));
    for (long at = Math.ceilDiv(first, interval.ms()) * interval.ms();
        at <= last;
        at += interval.ms()) {
      bars.add(bar(interval, at, nowMs));
    }
    return bars;
  }

  /** One bar as it stands at that moment. */
  default Bar bar(Interval interval, long openMs, long nowMs) {
    return BarSum.of(this, openMs, openMs + interval.ms(), nowMs);
  }

  /** Mark, index and funding at that moment, empty before the first trade. */
  default Optional<MarkPrice> mark(long nowMs) {
    return Marks.at(this, nowMs);
  }
}
