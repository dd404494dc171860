package io.tapeloom.signal.io;

import io.tapeloom.indicator.Slice;
import io.tapeloom.market.AggTrade;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.Positions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells positions again what happened before a restart: each decision before the trades at or after
 * its boundary, through the last trade of the newest slice. The slice may have outlived a kill that
 * the tape's newest trades did not; then the walk goes on with what the feed brings.
 */
final class PositionWalk {
  private final Positions positions;
  private final Deque<Decision> decisions;
  private final long throughId;
  private long nextId;
  private long atMs;

  /** A walk from the first decision on, whose slice ended with {@code before}. */
  PositionWalk(
      Positions positions, Deque<Decision> decisions, SignalStore.SliceEnd before, Slice newest) {
    this.positions = positions;
    this.decisions = decisions;
    this.throughId = newest.lastId();
    this.nextId = before.lastId() + 1;
    this.atMs = Math.max(decisions.getFirst().t(), before.lastMs());
    endIfThrough();
  }

  private PositionWalk(long throughId, long atMs) {
    this.positions = Positions.none();
    this.decisions = new ArrayDeque<>();
    this.throughId = throughId;
    this.nextId = throughId + 1;
    this.atMs = atMs;
  }

  /** No past at all. */
  static PositionWalk none() {
    return new PositionWalk(-1, 0);
  }

  /** A past in which nothing was open. */
  static PositionWalk done(Slice newest) {
    return new PositionWalk(newest.lastId(), newest.lastMs());
  }

  /** Id of the trade it waits for, or of the first one that is not past any more. */
  long nextId() {
    return nextId;
  }

  /** Effective time of the trade before {@link #nextId}, ms. */
  long atMs() {
    return atMs;
  }

  /** True when everything past was told. */
  boolean ended() {
    return nextId > throughId;
  }

  /** True when that id was sealed before the restart. */
  boolean past(long id) {
    return id <= throughId;
  }

  /** Takes a trade if it is past; the others are for the engine. */
  boolean takes(AggTrade trade) {
    if (!past(trade.aggId())) {
      return false;
    }
    nextId = trade.aggId() + 1;
    atMs = Math.max(atMs, trade.timeMs());
    tellThrough(atMs);
    positions.on(atMs, trade);
    endIfThrough();
    return true;
  }

  private void endIfThrough() {
    if (ended()) {
      tellThrough(Long.MAX_VALUE);
    }
  }

  private void tellThrough(long timeMs) {
    while (!decisions.isEmpty() && decisions.getFirst().t() <= timeMs) {
      positions.decided(decisions.removeFirst());
    }
  }
}
