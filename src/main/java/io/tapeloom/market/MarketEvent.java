package io.tapeloom.market;

import io.tapeloom.kernel.Instrument;

/** Everything the exchange says about one instrument; what {@code market.*} addresses carry. */
public sealed interface MarketEvent permits AggTrade, Kline, MarkPrice, Gap, Quiet {
  /** Whose event this is. */
  Instrument instrument();
}
