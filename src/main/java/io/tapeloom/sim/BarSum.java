package io.tapeloom.sim;

/** Adds up a stretch of a tape from the largest whole pieces: hours, minutes, the rest. */
final class BarSum {
  private static final long HOUR_MS = 3_600_000;

  private BarSum() {}

  static Bar of(Tape tape, long fromMs, long toMs, long nowMs) {
    long at = Math.max(fromMs, Math.floorDiv(tape.startMs(), Minute.MS) * Minute.MS);
    Bar sum = piece(tape, at, toMs, nowMs).startingAt(fromMs);
    at += lengthMs(at, toMs, nowMs);
    while (at < toMs && at <= nowMs) {
      sum = sum.plus(piece(tape, at, toMs, nowMs));
      at += lengthMs(at, toMs, nowMs);
    }
    return sum;
  }

  private static long lengthMs(long at, long toMs, long nowMs) {
    return wholeHour(at, toMs, nowMs) ? HOUR_MS : Minute.MS;
  }

  private static Bar piece(Tape tape, long at, long toMs, long nowMs) {
    if (wholeHour(at, toMs, nowMs)) {
      return tape.hour(at / HOUR_MS);
    }
    long minute = at / Minute.MS;
    return at + Minute.MS <= nowMs ? tape.minute(minute) : tape.minuteSoFar(minute, nowMs);
  }

  private static boolean wholeHour(long at, long toMs, long nowMs) {
    return at % HOUR_MS == 0 && at + HOUR_MS <= toMs && at + HOUR_MS <= nowMs;
  }
}
