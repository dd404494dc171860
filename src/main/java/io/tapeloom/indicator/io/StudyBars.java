package io.tapeloom.indicator.io;

import io.tapeloom.indicator.StudyBar;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.web.TimeRange;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.util.List;

/**
 * Where the bars under an indicator come from; their rows belong to another door. Intervals are the
 * codes of {@code /api/kline}, {@link #SECOND} among them.
 */
public interface StudyBars {
  /** Bars of a second, made from the tape. */
  String SECOND = "1s";

  /**
   * The bars that {@code /api/kline} answers, oldest first: the first ones of the range when it has
   * a beginning, else the newest; the running one among them.
   *
   * @return a refusal when there is no such instrument
   */
  Future<List<StudyBar>> page(Instrument instrument, String interval, TimeRange range, int limit);

  /** The newest bars that start before that moment, oldest first. */
  Future<List<StudyBar>> before(Instrument instrument, String interval, long openMs, int limit);

  /**
   * Volume in 1e-8 of all bars that closed higher than the one before less that of those that
   * closed lower, up to the bar that starts then; never of seconds.
   */
  Future<BigInteger> signedVolumeE8(Instrument instrument, String interval, long lastOpenMs);
}
