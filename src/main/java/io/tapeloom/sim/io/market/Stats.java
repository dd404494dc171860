package io.tapeloom.sim.io.market;

import io.tapeloom.market.AggTrade;
import io.tapeloom.sim.Bar;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.Share;
import io.tapeloom.sim.Tape;
import java.util.OptionalLong;

/**
 * What a symbol did over a stretch of time up to now.
 *
 * @param bar everything traded in it
 * @param lastSteps quantity of the newest trade
 * @param beforeTicks last price before the stretch
 */
record Stats(
    Listing listing, long openMs, long closeMs, Bar bar, long lastSteps, long beforeTicks) {
  private static final long HUNDRED_E8 = 10_000_000_000L;

  /** The stretch from openMs up to and including now, called closed at closeMs. */
  static Stats of(Board board, long openMs, long closeMs, long nowMs) {
    Tape tape = board.tape();
    Bar bar = tape.bar(openMs, nowMs + 1, nowMs);
    OptionalLong newest = tape.newestId(nowMs);
    long lastSteps = 0;
    if (newest.isPresent()) {
      AggTrade last = tape.fromId(newest.getAsLong(), 1, nowMs).getFirst();
      lastSteps = last.qtyE8() / tape.listing().stepE8();
    }
    long before = tape.lastTicks(openMs - 1).orElse(bar.open());
    return new Stats(tape.listing(), openMs, closeMs, bar, lastSteps, before);
  }

  /** Close less open in ticks. */
  long change() {
    return bar.close() - bar.open();
  }

  /** The same as a percentage in 1e-8. */
  long percentE8() {
    return bar.open() == 0 ? 0 : Share.of(change(), HUNDRED_E8, bar.open());
  }

  /** Mean price in 1e-8. */
  long meanE8() {
    return bar.meanE8(listing);
  }

  long firstId() {
    return Math.max(bar.firstId(), -1);
  }
}
