package io.tapeloom.sim.io.market;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Crowd;
import io.tapeloom.sim.Depth;
import io.tapeloom.sim.Ladder;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.PriceBars;
import io.tapeloom.sim.RawTrades;
import io.tapeloom.sim.Tape;
import io.tapeloom.sim.book.MatchingBook;
import java.util.Optional;

/**
 * What everybody sees of one symbol. Its order book changes at the slots of the ladder: within a
 * slot REST and streams show one and the same book under one update id.
 */
final class Board {
  /** Time between two states of the book, in ms. */
  static final long SLOT_MS = 100;

  private static final long IDS_PER_SLOT = 10;

  private final Tape tape;
  private final Ladder ladder;
  private final Resting resting;
  private final RawTrades raws;
  private final Depth bids = new Depth(true);
  private final Depth asks = new Depth(false);
  private long slot = Long.MIN_VALUE;

  Board(Tape tape, Resting resting) {
    this.tape = tape;
    this.ladder = Ladder.of(tape);
    this.resting = resting;
    this.raws = new RawTrades(tape);
  }

  Tape tape() {
    return tape;
  }

  Listing listing() {
    return tape.listing();
  }

  String name() {
    return listing().name();
  }

  Market market() {
    return listing().instrument().market();
  }

  RawTrades raws() {
    return raws;
  }

  PriceBars prices(PriceBars.Kind kind) {
    return new PriceBars(tape, kind);
  }

  Crowd crowd() {
    return new Crowd(tape);
  }

  /** Brings the book to the slot of that moment; never back. */
  void show(long nowMs) {
    long now = Math.floorDiv(nowMs, SLOT_MS);
    if (now <= slot) {
      return;
    }
    slot = now;
    Optional<MatchingBook> book = resting.book(listing().instrument(), nowMs);
    if (book.isEmpty()) {
      Depth.read(ladder, slot * SLOT_MS, bids, asks);
    } else {
      bids.clear();
      asks.clear();
      book.get().levels(true, Ladder.LEVELS, (ticks, steps, orders) -> bids.level(ticks, steps));
      book.get().levels(false, Ladder.LEVELS, (ticks, steps, orders) -> asks.level(ticks, steps));
    }
  }

  /** Id up to which streams have told of the book that is shown. */
  long updateId() {
    return slot * IDS_PER_SLOT;
  }

  /**
   * Id of a snapshot of the book that is shown: it lies within the next event of a stream, so that
   * a client can join the two by the rule of either market.
   */
  long snapshotId() {
    return updateId() + IDS_PER_SLOT / 2;
  }

  /** Market time of the book that is shown. */
  long shownMs() {
    return slot * SLOT_MS;
  }

  Depth bids() {
    return bids;
  }

  Depth asks() {
    return asks;
  }
}
