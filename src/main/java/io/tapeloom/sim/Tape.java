package io.tapeloom.sim;

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

  /** Bar of one whole hour; implementations keep what they have made. */
  Bar hour(long index);

  /** Whether trading is halted at that moment. */
  default boolean closed(long nowMs) {
    return false;
  }

  /** Last price in ticks at that moment, empty before the first trade. */
  default OptionalLong lastTicks(long nowMs) {
    OptionalLong id = newestId(nowMs);
    if (id.isEmpty()) {
      return OptionalLong.empty();
    }
    long priceE8 = fromId(id.getAsLong(), 1, nowMs).getFirst().priceE8();
    return OptionalLong.of(priceE8 / listing().tickE8());
  }

  /** Middle of the market in 1e-8 at that moment, empty before the first trade. */
  OptionalLong middleE8(long timeMs);

  /** One trade as a bar. */
  default Bar barOf(AggTrade trade) {
    return Bar.of(
        trade.timeMs(),
        trade.aggId(),
        trade.priceE8() / listing().tickE8(),
        trade.qtyE8() / listing().stepE8(),
        !trade.buyerMaker());
  }

  /** Bars that start in [fromMs, toMs], the running one included, oldest first. */
  default List<Bar> bars(Span span, long fromMs, long toMs, long nowMs) {
    List<Bar> bars = new ArrayList<>();
    long last = Math.min(toMs, nowMs);
    long at = span.ceilMs(Math.max(fromMs, span.floorMs(startMs())));
    for (; at <= last; at = span.nextMs(at)) {
      bars.add(bar(at, span.nextMs(at), nowMs));
    }
    return bars;
  }

  /** Everything traded in [fromMs, toMs) up to now as one bar. */
  default Bar bar(long fromMs, long toMs, long nowMs) {
    return BarSum.of(this, fromMs, toMs, nowMs);
  }

  /** Mark, index and funding at that moment, empty before the first trade. */
  default Optional<MarkPrice> mark(long nowMs) {
    return Marks.at(this, nowMs);
  }
}
