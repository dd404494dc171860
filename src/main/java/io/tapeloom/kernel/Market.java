package io.tapeloom.kernel;

import java.util.Optional;

/** The two Binance markets Tapeloom trades: they differ in symbols, fees and order rules. */
public enum Market {
  SPOT("spot"),
  USDM("usdm");

  private final String code;

  Market(String code) {
    this.code = code;
  }

  /** Lower-case name used in addresses, flags and rows: {@code spot} or {@code usdm}. */
  public String code() {
    return code;
  }

  /** The market of that code, empty when there is none. */
  public static Optional<Market> find(String code) {
    for (Market market : values()) {
      if (market.code.equals(code)) {
        return Optional.of(market);
      }
    }
    return Optional.empty();
  }

  /**
   * The market of that code.
   *
   * @throws IllegalArgumentException naming what was expected
   */
  public static Market parse(String code) {
    return find(code)
        .orElseThrow(
            () -> new IllegalArgumentException("market: expected spot or usdm, got " + code));
  }
}
