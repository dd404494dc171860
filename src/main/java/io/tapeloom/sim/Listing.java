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
  /** Refuses grids that cannot be counted in. */
  public Listing {
    if (tickE8 <= 0 || stepE8 <= 0) {
      throw new IllegalArgumentException(
          "listing " + instrument + ": tick and step must be above 0");
    }
  }

  /** The symbol's name such as BTCUSDT. */
  public String name() {
    return instrument.symbol().name();
  }
}
