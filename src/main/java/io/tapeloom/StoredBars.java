package io.tapeloom;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.indicator.StudyBar;
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
import java.util.OptionalLong;

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
  public Future<List<StudyBar>> page(
      Instrument instrument, String interval, TimeRange range, int limit) {
    return interval.equals(SECOND)
        ? market.secondsOf(instrument, range, limit).map(StoredBars::seconds)
        : market
            .page(instrument, Interval.parse(interval), range, limit)
            .map((List<Kline> bars) -> StudyBar.of(bars));
  }

  @Override
  public Future<List<StudyBar>> before(
      Instrument instrument, String interval, long openMs, int limit) {
    if (limit == 0) {
      return Future.succeededFuture(List.of());
    }
    TimeRange until = new TimeRange(OptionalLong.empty(), OptionalLong.of(openMs));
    return interval.equals(SECOND)
        ? market.secondsOf(instrument, until, limit).map(StoredBars::seconds)
        : history
            .newest(instrument, Interval.parse(interval), Long.MIN_VALUE, openMs, limit)
            .map((List<Kline> bars) -> StudyBar.of(bars));
  }

  private static List<StudyBar> seconds(List<MarketApi.Second> bars) {
    return bars.stream()
        .map(
            b ->
                new StudyBar(
                    b.openMs(), b.openE8(), b.highE8(), b.lowE8(), b.closeE8(), b.volumeE8()))
        .toList();
  }

  @Override
  public Future<BigInteger> signedVolumeE8(
      Instrument instrument, String interval, long lastOpenMs) {
    return history.signedVolumeE8(instrument, Interval.parse(interval), lastOpenMs);
  }
}
