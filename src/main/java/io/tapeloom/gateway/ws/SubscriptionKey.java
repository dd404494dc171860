package io.tapeloom.gateway.ws;

import java.util.Optional;

/**
 * What a socket may be subscribed to.
 *
 * @param text the key as the caller wrote it, which each push repeats
 * @param interval bar length, for bars only
 */
record SubscriptionKey(String text, Listing listing, Kind kind, Optional<TvInterval> interval) {
  private static final int MOST = 100;
  private static final String BARS = "KLINE_";

  /** What is pushed. */
  enum Kind {
    KLINE,
    QUOTES,
    TRADE
  }

  /**
   * Reads {@code BINANCE:BTCUSDT.PERP@KLINE_5}, {@code ...@QUOTES} or {@code ...@TRADE}.
   *
   * @throws Refused saying what is wrong, or that a later version serves it
   */
  static SubscriptionKey parse(String text, Catalogue catalogue) {
    if (isLater(text)) {
      throw Refused.of(
          ErrorCode.SERVICE_UNAVAILABLE,
          "subscription " + Refused.shown(text) + ": not served by this version");
    }
    String[] parts = text.split("@", -1);
    if (text.length() > MOST || parts.length != 2 || !parts[0].contains(":")) {
      throw wrong(text);
    }
    Listing listing = catalogue.find(SymbolName.parse(parts[0]));
    if (parts[1].startsWith(BARS)) {
      TvInterval interval = TvInterval.parse(parts[1].substring(BARS.length()));
      return new SubscriptionKey(text, listing, Kind.KLINE, Optional.of(interval));
    }
    return switch (parts[1]) {
      case "QUOTES" -> new SubscriptionKey(text, listing, Kind.QUOTES, Optional.empty());
      case "TRADE" -> new SubscriptionKey(text, listing, Kind.TRADE, Optional.empty());
      default -> throw wrong(text);
    };
  }

  private static boolean isLater(String text) {
    return text.startsWith("SIGNAL:")
        || text.equals("TRADING:ORDER")
        || text.equals("BINANCE:ACCOUNT@SPOT")
        || text.equals("BINANCE:ACCOUNT@FUTURES");
  }

  private static Refused wrong(String text) {
    return Refused.of(
        ErrorCode.INVALID_PARAMETERS,
        "subscription: expected EXCHANGE:SYMBOL[.PERP]@KLINE_<interval>, @QUOTES or @TRADE, got "
            + Refused.shown(text));
  }
}
