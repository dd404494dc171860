package io.tapeloom.gateway.ws;

/**
 * A symbol as charting clients write it, {@code BINANCE:BTCUSDT.PERP}: the suffix means the USD-M
 * perpetual, without it the spot pair is meant.
 */
record SymbolName(String symbol, boolean perpetual) {
  private static final String EXCHANGE = "BINANCE";
  private static final String SUFFIX = ".PERP";
  private static final int MOST = 60;

  /**
   * Reads a name; without an exchange Binance is meant.
   *
   * @throws Refused when it is no name or names another exchange
   */
  static SymbolName parse(String text) {
    int colon = text.indexOf(':');
    String exchange = colon < 0 ? EXCHANGE : text.substring(0, colon);
    String rest = text.substring(colon + 1);
    boolean perpetual = rest.endsWith(SUFFIX);
    String symbol = perpetual ? rest.substring(0, rest.length() - SUFFIX.length()) : rest;
    if (text.length() > MOST || !symbol.matches("[A-Z0-9_]{2,30}")) {
      throw Refused.of(
          ErrorCode.INVALID_SYMBOL,
          "symbol: expected a name such as BINANCE:BTCUSDT.PERP, got " + Refused.shown(text));
    }
    checkExchange(exchange);
    return new SymbolName(symbol, perpetual);
  }

  static void checkExchange(String exchange) {
    if (!EXCHANGE.equals(exchange)) {
      throw Refused.of(
          ErrorCode.EXCHANGE_NOT_SUPPORTED,
          "exchange: expected BINANCE, got " + Refused.shown(exchange));
    }
  }

  /** Name without the exchange. */
  String ticker() {
    return symbol + (perpetual ? SUFFIX : "");
  }

  /** Name with the exchange. */
  String full() {
    return EXCHANGE + ":" + ticker();
  }
}
