package io.tapeloom;

import io.tapeloom.indicator.io.StudyBars;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import io.tapeloom.market.io.BarHistory;
import io.tapeloom.market.io.MarketApi;
import io.tapeloom.web.TimeRange;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.util.List;

/** The market's bars under indicators. */
record StoredBars(MarketApi market, BarHistory history) implements StudyBars {
  @Override
  public Future<List<Kline>> page(
      Instrument instrument, Interval interval, TimeRange range, int limit) {
    return market.page(instrument, interval, range, limit);
  }

  @Override
  public Future<List<Kline>> before(
      Instrument instrument, Interval interval, long openMs, int limit) {
    return limit == 0
        ? Future.succeededFuture(List.of())
        : history.newest(instrument, interval, Long.MIN_VALUE, openMs, limit);
  }

  @Override
  public Future<BigInteger> signedVolumeE8(
      Instrument instrument, Interval interval, long lastOpenMs) {
    return history.signedVolumeE8(instrument, interval, lastOpenMs);
  }
}
