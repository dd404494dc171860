package io.tapeloom.sim;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import java.util.List;

/**
 * The character of one generated symbol.
 *
 * @param homeTicks price it starts from and is drawn back to
 * @param tradesPerMinute mean number of trades
 * @param meanSteps mean quantity of an ordinary trade
 * @param sigmaTicks deviation of one minute's change
 */
record Nature(
    Listing listing, long homeTicks, double tradesPerMinute, long meanSteps, double sigmaTicks) {
  /** The four symbols that the first collectors take. */
  static List<Nature> all() {
    return List.of(
        new Nature(listing("BTC", 10_000_000L, 2, 100_000L, 3), 960_000, 165, 22, 384),
        new Nature(listing("ETH", 1_000_000L, 2, 100_000L, 3), 320_000, 140, 380, 160),
        new Nature(listing("XRP", 10_000L, 4, 10_000_000L, 1), 22_000, 90, 6_400, 12),
        new Nature(listing("SOL", 1_000_000L, 4, 100_000_000L, 0), 14_200, 110, 19, 7.8));
  }

  private static Listing listing(
      String base, long tickE8, int priceDecimals, long stepE8, int qtyDecimals) {
    Instrument instrument = Instrument.of(Market.USDM, base + "USDT");
    return new Listing(instrument, base, tickE8, priceDecimals, stepE8, qtyDecimals);
  }
}
