package io.tapeloom.sim;

/**
 * One bar of a price that nobody trades, in 1e-8.
 *
 * @param openMs start, ms since the epoch
 * @param count values that it is made of, one a second; 0 in an empty bar
 */
public record PriceBar(long openMs, long openE8, long highE8, long lowE8, long closeE8, int count) {
  static PriceBar none(long openMs) {
    return new PriceBar(openMs, 0, 0, 0, 0, 0);
  }

  PriceBar with(long valueE8) {
    return plus(new PriceBar(openMs, valueE8, valueE8, valueE8, valueE8, 1));
  }

  /** This bar with a later one added. */
  PriceBar plus(PriceBar later) {
    if (later.count == 0) {
      return this;
    }
    if (count == 0) {
      return later.startingAt(openMs);
    }
    return new PriceBar(
        openMs,
        openE8,
        Math.max(highE8, later.highE8),
        Math.min(lowE8, later.lowE8),
        later.closeE8,
        count + later.count);
  }

  PriceBar startingAt(long startMs) {
    return new PriceBar(startMs, openE8, highE8, lowE8, closeE8, count);
  }
}
