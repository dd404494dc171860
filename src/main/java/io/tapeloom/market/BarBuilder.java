package io.tapeloom.market;

import io.tapeloom.kernel.Fixed128;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import java.util.Optional;

/**
 * One-minute bars of one instrument, exact to the last digit, from its tape. Feed it what {@link
 * Continuity} emits. A trade timed before its predecessor counts at the predecessor's time; a
 * minute without trades is flat at the last close; a minute is closed by the first trade of a later
 * one, or by a proof of silence.
 *
 * <p>Only minutes that lie wholly on the tape are told: the one that holds the first trade of the
 * tape, or touches a gap, is reported as unfilled and must come from the exchange's klines.
 */
public final class BarBuilder {
  /** Who wants the bars. */
  public interface Listener {
    /** A closed minute. */
    void closed(Kline bar);

    /** Minutes {@code [fromMs, toMs)} that the tape cannot tell; both are starts of minutes. */
    void unfilled(long fromMs, long toMs);
  }

  private static final long MINUTE_MS = Interval.M1.ms();
  private static final long SILENCE_MS = 2_000;
  private static final long NONE = Long.MIN_VALUE;

  private final Instrument instrument;
  private final Fixed128 volumeE8 = new Fixed128();
  private final Fixed128 quoteE16 = new Fixed128();
  private final Fixed128 takerBuyE8 = new Fixed128();
  private long wholeFromMs;
  private long effectiveMs = NONE;
  private long openMs = NONE;
  private long openE8;
  private long highE8;
  private long lowE8;
  private long closeE8;
  private long trades;
  private boolean torn;
  private long tornFromMs;

  private BarBuilder(Instrument instrument, long wholeFromMs) {
    this.instrument = instrument;
    this.wholeFromMs = wholeFromMs;
  }

  /** Begins with the first trade of a tape: the minute that holds it is not told. */
  public static BarBuilder atTapeStart(Instrument instrument) {
    return new BarBuilder(instrument, NONE);
  }

  /** Goes on in a tape that is known to hold every trade from that start of a minute. */
  public static BarBuilder wholeFrom(Instrument instrument, long wholeFromMs) {
    return new BarBuilder(instrument, Interval.M1.floorMs(wholeFromMs));
  }

  /** The next event of the tape: a trade, a proof of silence or a gap. */
  public void on(MarketEvent event, Listener out) {
    switch (event) {
      case AggTrade trade -> onTrade(trade, out);
      case Quiet quiet -> onQuiet(quiet, out);
      case Gap gap -> onGap(gap);
      case Kline _, MarkPrice _ ->
          throw new IllegalArgumentException("bars are made from the tape, got " + event);
    }
  }

  private void onTrade(AggTrade trade, Listener out) {
    effectiveMs = Math.max(effectiveMs, trade.timeMs());
    long minuteMs = Interval.M1.floorMs(effectiveMs);
    if (minuteMs != openMs || torn) {
      enter(minuteMs, out);
    }
    if (trades == 0) {
      openE8 = trade.priceE8();
      highE8 = openE8;
      lowE8 = openE8;
    }
    highE8 = Math.max(highE8, trade.priceE8());
    lowE8 = Math.min(lowE8, trade.priceE8());
    closeE8 = trade.priceE8();
    volumeE8.add(trade.qtyE8());
    quoteE16.addProduct(trade.priceE8(), trade.qtyE8());
    if (!trade.buyerMaker()) {
      takerBuyE8.add(trade.qtyE8());
    }
    trades++;
  }

  private void onQuiet(Quiet quiet, Listener out) {
    long sealedMs = Interval.M1.floorMs(quiet.exchangeMs() - SILENCE_MS);
    if (openMs != NONE && !torn && sealedMs > openMs) {
      effectiveMs = Math.max(effectiveMs, sealedMs);
      closeUntil(sealedMs, out);
    }
  }

  private void onGap(Gap gap) {
    if (!gap.healable() && openMs != NONE && !torn) {
      torn = true;
      tornFromMs = openMs;
    }
  }

  private void enter(long minuteMs, Listener out) {
    if (openMs == NONE) {
      begin(minuteMs);
    } else if (!torn) {
      closeUntil(minuteMs, out);
    }
    if (torn) {
      mend(minuteMs, out);
    }
  }

  private void begin(long minuteMs) {
    if (wholeFromMs == NONE) {
      wholeFromMs = minuteMs + MINUTE_MS;
    }
    clear(minuteMs);
  }

  private void mend(long minuteMs, Listener out) {
    torn = false;
    wholeFromMs = minuteMs + MINUTE_MS;
    out.unfilled(tornFromMs, wholeFromMs);
    clear(minuteMs);
  }

  private void closeUntil(long untilMs, Listener out) {
    while (openMs < untilMs) {
      if (openMs >= wholeFromMs) {
        out.closed(bar(true));
      }
      clear(openMs + MINUTE_MS);
    }
  }

  private void clear(long newOpenMs) {
    openMs = newOpenMs;
    openE8 = closeE8;
    highE8 = closeE8;
    lowE8 = closeE8;
    trades = 0;
    volumeE8.clear();
    quoteE16.clear();
    takerBuyE8.clear();
  }

  /** Start of the running minute, ms; the least long before the first trade. */
  public long openMs() {
    return openMs;
  }

  /** The minute as it stands, empty while it is not wholly on the tape. */
  public Optional<Kline> running() {
    boolean whole = openMs != NONE && !torn && openMs >= wholeFromMs;
    return whole ? Optional.of(bar(false)) : Optional.empty();
  }

  private Kline bar(boolean closed) {
    return new Kline(
        instrument,
        Interval.M1,
        openMs,
        openE8,
        highE8,
        lowE8,
        closeE8,
        volumeE8.toBigInteger(),
        quoteE16.toBigInteger(),
        takerBuyE8.toBigInteger(),
        trades,
        closed,
        Kline.Source.TAPE);
  }
}
