package io.tapeloom.market.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the tape writer works with.
 *
 * @param store writes batches
 * @param reader reads what was written before a restart
 * @param klines brings bars the tape cannot tell
 * @param clock market time, for the rows' own stamps
 */
public record TapeWriterParts(
    Bus bus,
    TapeStore store,
    TapeReader reader,
    KlineBackfill klines,
    WriterSettings settings,
    InstantSource clock,
    TapeWriterReport report) {
  private static final long RETRY_MS = 5_000;

  /** Loads what lies before a tape that is there already, unless an earlier run has done so. */
  void loadBeforeTape(Vertx vertx, TapeLine line) {
    Future.all(reader.meta(line.instrument()), reader.hasKlines(line.instrument()))
        .onSuccess(
            known -> {
              Optional<TapeMeta> meta = known.resultAt(0);
              if (meta.isPresent() && !known.<Boolean>resultAt(1)) {
                long minuteMs = Interval.M1.floorMs(meta.get().earliestMs());
                repair(vertx, line, Long.MIN_VALUE, minuteMs + Interval.M1.ms());
              }
            });
  }

  /**
   * Loads the minutes {@code [fromMs, toMs)} from klines, or everything before {@code toMs} when
   * there is no from, and lets the line fold its longer bars again; tries until it is done.
   */
  void repair(Vertx vertx, TapeLine line, long fromMs, long toMs) {
    Instrument instrument = line.instrument();
    boolean beforeTape = fromMs == Long.MIN_VALUE;
    long foldFromMs = beforeTape ? toMs - Interval.M1.ms() : fromMs;
    Future<Void> loaded =
        beforeTape ? klines.before(instrument, toMs) : klines.span(instrument, fromMs, toMs);
    loaded
        .compose(_ -> reader.minutes(instrument, dayOf(foldFromMs), dayAfter(toMs)))
        .onSuccess(minutes -> line.learn(minutes, foldFromMs, toMs))
        .onFailure(
            fault -> {
              report.klinesFailed(instrument, fault);
              vertx.setTimer(RETRY_MS, _ -> repair(vertx, line, fromMs, toMs));
            });
  }

  private static long dayOf(long timeMs) {
    return Interval.D1.floorMs(timeMs);
  }

  private static long dayAfter(long timeMs) {
    return Interval.D1.floorMs(timeMs - 1) + Interval.D1.ms();
  }
}
