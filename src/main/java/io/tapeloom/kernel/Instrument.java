package io.tapeloom.kernel;

/** One symbol on one market; its text form {@code usdm.BTCUSDT} names bus addresses. */
public record Instrument(Market market, Symbol symbol) implements Comparable<Instrument> {
  /** The instrument of a market code and a symbol name. */
  public static Instrument of(Market market, String symbol) {
    return new Instrument(market, new Symbol(symbol));
  }

  /**
   * Reads {@code usdm.BTCUSDT}.
   *
   * @throws IllegalArgumentException naming what was expected
   */
  public static Instrument parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException(
          "instrument: expected <market>.<symbol> such as usdm.BTCUSDT, got \"" + text + "\"");
    }
    return of(Market.parse(text.substring(0, dot)), text.substring(dot + 1));
  }

  @Override
  public int compareTo(Instrument other) {
    int byMarket = market.compareTo(other.market);
    return byMarket != 0 ? byMarket : symbol.compareTo(other.symbol);
  }

  @Override
  public String toString() {
    return market.code() + "." + symbol;
  }
}
