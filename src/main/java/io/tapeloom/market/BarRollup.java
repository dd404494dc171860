package io.tapeloom.market;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The running bar of one longer interval, folded from one-minute bars in time order, so that every
 * interval shows the same trades. Bars of several origins become {@link Kline.Source#MIXED}.
 */
public final class BarRollup {
  private final Instrument instrument;
  private final Interval interval;
  private Optional<Kline> folded = Optional.empty();

  /** An empty fold. */
  public BarRollup(Instrument instrument, Interval interval) {
    if (interval == Interval.M1) {
      throw new IllegalArgumentException("rollup: expected an interval above 1m");
    }
    this.instrument = instrument;
    this.interval = interval;
  }

  /** The bar of all those minutes, which lie in one bar of the interval; empty for no minutes. */
  public static Optional<Kline> of(Instrument instrument, Interval interval, List<Kline> minutes) {
    BarRollup rollup = new BarRollup(instrument, interval);
    minutes.forEach(rollup::on);
    return rollup.folded;
  }

  /** Which interval this is. */
  public Interval interval() {
    return interval;
  }

  /** Forgets everything: the minutes are about to be told again. */
  public void clear() {
    folded = Optional.empty();
  }

  /**
   * Adds a closed minute and answers the bar so far, closed when that was its last minute. A minute
   * of the next bar begins anew; a minute of an earlier bar is an error.
   */
  public Kline on(Kline minute) {
    Kline next = with(minute);
    folded = Optional.of(next);
    return next;
  }

  /** What the bar would be with that running minute, without keeping it. */
  public Kline with(Kline minute) {
    long openMs = interval.floorMs(minute.openMs());
    Optional<Kline> same = folded.filter(bar -> bar.openMs() == openMs);
    if (same.isEmpty() && folded.filter(bar -> bar.openMs() > openMs).isPresent()) {
      throw new IllegalArgumentException(
          "rollup: minute " + minute.openMs() + " lies before bar " + folded.get().openMs());
    }
    boolean ends = minute.openMs() + Interval.M1.ms() == openMs + interval.ms();
    return same.map(bar -> join(bar, minute, minute.closed() && ends))
        .orElseGet(() -> first(openMs, minute, minute.closed() && ends));
  }

  private Kline first(long openMs, Kline minute, boolean closed) {
    return new Kline(
        instrument,
        interval,
        openMs,
        minute.openE8(),
        minute.highE8(),
        minute.lowE8(),
        minute.closeE8(),
        minute.volumeE8(),
        minute.quoteE16(),
        minute.takerBuyE8(),
        minute.trades(),
        closed,
        minute.source());
  }

  private Kline join(Kline bar, Kline minute, boolean closed) {
    return new Kline(
        instrument,
        interval,
        bar.openMs(),
        bar.openE8(),
        Math.max(bar.highE8(), minute.highE8()),
        Math.min(bar.lowE8(), minute.lowE8()),
        minute.closeE8(),
        sum(bar.volumeE8(), minute.volumeE8()),
        sum(bar.quoteE16(), minute.quoteE16()),
        sum(bar.takerBuyE8(), minute.takerBuyE8()),
        bar.trades() + minute.trades(),
        closed,
        bar.source() == minute.source() ? bar.source() : Kline.Source.MIXED);
  }

  private static BigInteger sum(BigInteger a, BigInteger b) {
    return a.add(b);
  }
}
