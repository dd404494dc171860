package io.tapeloom.indicator.io;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import io.tapeloom.web.TimeRange;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.util.List;

/** Where the bars under an indicator come from; their rows belong to another door. */
public interface StudyBars {
  /**
   * The bars that {@code /api/kline} answers, oldest first: the first ones of the range when it has
   * a beginning, else the newest; the running one among them.
   *
   * @return a refusal when there is no such instrument
   */
  Future<List<Kline>> page(Instrument instrument, Interval interval, TimeRange range, int limit);

  /** The newest bars that start before that moment, oldest first. */
  Future<List<Kline>> before(Instrument instrument, Interval interval, long openMs, int limit);

  /**
   * Volume in 1e-8 of all bars that closed higher than the one before less that of those that
   * closed lower, up to the bar that starts then.
   */
  Future<BigInteger> signedVolumeE8(Instrument instrument, Interval interval, long lastOpenMs);
}
