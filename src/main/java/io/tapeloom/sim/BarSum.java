package io.tapeloom.sim;

import io.tapeloom.market.AggTrade;
import java.util.List;
import java.util.OptionalLong;

/**
 * Adds up a stretch of a tape from the largest whole pieces: hours, minutes, and single trades at
 * its ends.
 */
final class BarSum {
  private static final long HOUR_MS = 3_600_000;
  private static final int PAGE = 1_000;

  private BarSum() {}

  /** The trades timed in [fromMs, toMs) and up to now as one bar that starts at fromMs. */
  static Bar of(Tape tape, long fromMs, long toMs, long nowMs) {
    long end = Math.min(toMs, nowMs + 1);
    long at = Math.max(fromMs, Math.floorDiv(tape.startMs(), Minute.MS) * Minute.MS);
    Bar sum = Bar.flat(fromMs, 0);
    boolean empty = true;
    while (empty || at < end) {
      long next = Math.min(at + lengthMs(at, end), Math.max(end, at + 1));
      Bar piece = piece(tape, at, next);
      sum = empty ? piece.startingAt(fromMs) : sum.plus(piece);
      empty = false;
      at = next;
    }
    return sum;
  }

  private static long lengthMs(long at, long end) {
    if (at % HOUR_MS == 0 && at + HOUR_MS <= end) {
      return HOUR_MS;
    }
    return Minute.MS - Math.floorMod(at, Minute.MS);
  }

  private static Bar piece(Tape tape, long at, long end) {
    if (end - at == HOUR_MS) {
      return tape.hour(at / HOUR_MS);
    }
    return end - at == Minute.MS ? tape.minute(at / Minute.MS) : stretch(tape, at, end);
  }

  /** Trade by trade; flat at the price before when there is none. */
  private static Bar stretch(Tape tape, long fromMs, long toMs) {
    Bar bar = Bar.flat(fromMs, before(tape, fromMs, toMs));
    long id = tape.firstIdAt(fromMs);
    while (true) {
      List<AggTrade> page = tape.fromId(id, PAGE, toMs - 1);
      for (AggTrade trade : page) {
        bar = bar.plus(tape.barOf(trade));
      }
      if (page.size() < PAGE) {
        return bar;
      }
      id = page.getLast().aggId() + 1;
    }
  }

  private static long before(Tape tape, long fromMs, long toMs) {
    OptionalLong last = tape.lastTicks(fromMs - 1);
    return last.isPresent() ? last.getAsLong() : tape.lastTicks(toMs).orElse(0);
  }
}
