package io.tapeloom.sim.usdm;

import io.tapeloom.market.AggTrade;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.Tape;
import io.tapeloom.sim.TapePrints;
import io.tapeloom.sim.book.House;
import io.tapeloom.sim.book.MatchingBook;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** One symbol on the desk: its rules, its book, its market and the conditional orders waiting. */
final class Contract {
  /** The mark price that margin and triggers go by changes once a second, as its stream does. */
  static final long MARK_MS = 1_000;

  final int index;
  final UsdmRules rules;
  final Listing listing;
  final Tape tape;
  final MatchingBook book;
  final House house;

  /** Waiting conditional orders by id. */
  final TreeMap<Long, Algo> algos = new TreeMap<>();

  private final UsdmMarket.Marks marks;
  private long markedMs = Long.MIN_VALUE;
  private Optional<MarkPrice> marked = Optional.empty();

  Contract(int index, UsdmMarket market, MatchingBook.Listener listener) {
    this.index = index;
    this.rules = market.rules();
    this.listing = rules.listing();
    this.tape = market.tape();
    this.marks = market.marks();
    this.book = new MatchingBook(listener);
    this.house = new House(book, market.ladder(), new TapePrints(tape));
  }

  String name() {
    return listing.name();
  }

  /** The mark price of the running second. */
  Optional<MarkPrice> mark(long nowMs) {
    long second = Math.floorDiv(nowMs, MARK_MS) * MARK_MS;
    if (second != markedMs) {
      marked = marks.at(second);
      markedMs = second;
    }
    return marked;
  }

  /** The mark price of the running second; without one nothing can be opened. */
  long markE8(long nowMs) {
    return mark(nowMs)
        .orElseThrow(() -> new Refused(-4140, "Invalid symbol status for opening position."))
        .markE8();
  }

  /** The funding rate of the interval that ends at that moment. */
  long settledRateE8(long atMs) {
    return Funding.rateE8(marks, atMs);
  }

  /** Price of the newest trade. */
  OptionalLong lastE8(long nowMs) {
    OptionalLong ticks = tape.lastTicks(nowMs);
    return ticks.isEmpty() ? ticks : OptionalLong.of(priceE8(ticks.getAsLong()));
  }

  long ticks(long priceE8) {
    return priceE8 / listing.tickE8();
  }

  long priceE8(long ticks) {
    return ticks * listing.tickE8();
  }

  long steps(long qtyE8) {
    return qtyE8 / listing.stepE8();
  }

  long qtyE8(long steps) {
    return steps * listing.stepE8();
  }

  /** Time of the first trade after that moment and up to now. */
  OptionalLong nextPrintMs(long afterMs, long nowMs) {
    List<AggTrade> next = tape.fromId(tape.firstIdAt(afterMs + 1), 1, nowMs);
    return next.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(afterMs + 1, next.getFirst().timeMs()));
  }

  /** The trades shown at exactly that moment, in the order of their ids. */
  List<AggTrade> printsAt(long timeMs) {
    long from = tape.firstIdAt(timeMs);
    long count = tape.firstIdAt(timeMs + 1) - from;
    return count <= 0 ? List.of() : tape.fromId(from, Math.toIntExact(count), timeMs);
  }
}
