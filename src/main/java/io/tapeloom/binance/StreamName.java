package io.tapeloom.binance;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Market;
import java.util.Locale;

/**
 * One stream of one instrument, and under which root USD-M serves it.
 *
 * @param text as it is subscribed, such as {@code btcusdt@aggTrade}
 * @param book true for streams of the book, which USD-M serves under {@code /public}
 */
public record StreamName(Market market, String text, boolean book)
    implements Comparable<StreamName> {
  /** Aggregate trades. */
  public static StreamName aggTrade(Instrument instrument) {
    return of(instrument, "aggTrade", false);
  }

  /** Best bid and ask. */
  public static StreamName bookTicker(Instrument instrument) {
    return of(instrument, "bookTicker", true);
  }

  /** Changes of the book each tenth of a second. */
  public static StreamName depth(Instrument instrument) {
    return of(instrument, "depth@100ms", true);
  }

  /** Bars as they grow. */
  public static StreamName kline(Instrument instrument, Interval interval) {
    return of(instrument, "kline_" + interval.code(), false);
  }

  /** Statistics of the last day. */
  public static StreamName ticker(Instrument instrument) {
    return of(instrument, "ticker", false);
  }

  /** Mark price, index price and funding each second. */
  public static StreamName markPrice(Instrument instrument) {
    return usdm(instrument, "markPrice@1s");
  }

  /** Liquidations. */
  public static StreamName forceOrder(Instrument instrument) {
    return usdm(instrument, "forceOrder");
  }

  private static StreamName usdm(Instrument instrument, String kind) {
    if (instrument.market() != Market.USDM) {
      throw new IllegalArgumentException(kind + ": the spot market has no such stream");
    }
    return of(instrument, kind, false);
  }

  private static StreamName of(Instrument instrument, String kind, boolean book) {
    String symbol = instrument.symbol().name().toLowerCase(Locale.ROOT);
    return new StreamName(instrument.market(), symbol + "@" + kind, book);
  }

  /** Root under which it is served. */
  String base(ExchangeUrls urls) {
    if (market == Market.SPOT) {
      return urls.spotStreams();
    }
    return book ? urls.usdmPublic() : urls.usdmMarket();
  }

  @Override
  public int compareTo(StreamName other) {
    int byMarket = market.compareTo(other.market);
    return byMarket != 0 ? byMarket : text.compareTo(other.text);
  }
}
