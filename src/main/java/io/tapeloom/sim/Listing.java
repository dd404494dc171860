package io.tapeloom.sim;

import io.tapeloom.kernel.Instrument;

/**
 * One symbol of the simulated exchange and its grid: prices are whole ticks, quantities whole
 * steps.
 *
 * @param baseAsset what is traded, such as BTC
 * @param tickE8 smallest price step in 1e-8
 * @param priceDecimals decimals that prices are written with
 * @param stepE8 smallest quantity step in 1e-8
 * @param qtyDecimals decimals that quantities are written with
 */
public record Listing(
    Instrument instrument,
    String baseAsset,
    long tickE8,
    int priceDecimals,
    long stepE8,
    int qtyDecimals) {
  private static final long ONE_E8 = 100_000_000L;

  /** Refuses grids that cannot be counted in, or in which an amount would need a ninth decimal. */
  public Listing {
    if (tickE8 <= 0 || stepE8 <= 0) {
      throw new IllegalArgumentException(
          "listing " + instrument + ": tick and step must be above 0");
    }
    if (Math.multiplyHigh(tickE8, stepE8) != 0 || tickE8 * stepE8 % ONE_E8 != 0) {
      throw new IllegalArgumentException(
          "listing %s: expected tick x step to be whole units of 1e-8, got %d x %d"
              .formatted(instrument, tickE8, stepE8));
    }
  }

  /** Value in 1e-8 of one step at a price of one tick. */
  public long unitE8() {
    return tickE8 * stepE8 / ONE_E8;
  }

  /** What it is paid in, such as USDT. */
  public String quoteAsset() {
    return name().substring(baseAsset.length());
  }

  /** The symbol's name such as BTCUSDT. */
  public String name() {
    return instrument.symbol().name();
  }
}
