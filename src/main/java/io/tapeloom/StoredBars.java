package io.tapeloom;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.indicator.io.StudyBars;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import io.tapeloom.market.io.BarHistory;
import io.tapeloom.market.io.MarketApi;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.SignalEvent;
import io.tapeloom.signal.SliceSealed;
import io.tapeloom.web.TimeRange;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;

/** The market's bars under indicators. */
record StoredBars(MarketApi market, BarHistory history) implements StudyBars {
  /** Tells the bars in memory the VWAP of each boundary, which another room computes. */
  static void follow(Bus bus, MarketApi market, Collection<Instrument> instruments) {
    instruments.forEach(
        i -> bus.consume(Channels.signalDecided(i), event -> onSignal(event, market)));
  }

  private static void onSignal(SignalEvent event, MarketApi market) {
    switch (event) {
      case Decided decided -> {
        Decision d = decided.decision();
        market.sealed(d.instrument(), d.t(), d.windows().vwap30m());
      }
      case SliceSealed _ -> {}
    }
  }

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
