package io.tapeloom.market;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import java.math.BigInteger;

/**
 * One bar.
 *
 * @param openMs start, ms since the epoch
 * @param openE8 first price in 1e-8, and so for high, low and close
 * @param volumeE8 base quantity in 1e-8
 * @param quoteE16 price x quantity in 1e-16
 * @param takerBuyE8 base quantity bought by takers in 1e-8
 * @param trades number of trades
 * @param closed true once no trade can change it
 * @param source where its content came from
 */
public record Kline(
    Instrument instrument,
    Interval interval,
    long openMs,
    long openE8,
    long highE8,
    long lowE8,
    long closeE8,
    BigInteger volumeE8,
    BigInteger quoteE16,
    BigInteger takerBuyE8,
    long trades,
    boolean closed,
    Source source)
    implements MarketEvent {
  /** Where a bar came from: our own tape, the exchange's klines, or both. */
  public enum Source {
    TAPE,
    KLINE,
    MIXED
  }
}
