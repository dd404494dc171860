package io.tapeloom.sim;

/**
 * One bar in whole ticks and steps; amounts in ticks x steps.
 *
 * @param openMs start, ms since the epoch
 * @param trades number of trades; 0 in a flat bar, whose ids are -1
 */
public record Bar(
    long openMs,
    long open,
    long high,
    long low,
    long close,
    long steps,
    long amount,
    long buySteps,
    long buyAmount,
    long trades,
    long firstId,
    long lastId) {
  /** A bar in which nothing traded. */
  static Bar flat(long openMs, long ticks) {
    return new Bar(openMs, ticks, ticks, ticks, ticks, 0, 0, 0, 0, 0, -1, -1);
  }

  /** A bar of one trade. */
  static Bar of(long openMs, long id, long ticks, long steps, boolean buy) {
    long amount = ticks * steps;
    return new Bar(
        openMs,
        ticks,
        ticks,
        ticks,
        ticks,
        steps,
        amount,
        buy ? steps : 0,
        buy ? amount : 0,
        1,
        id,
        id);
  }

  /** Mean price in 1e-8, weighed by quantity; the close where nothing traded. */
  public long meanE8(Listing listing) {
    return steps == 0 ? close * listing.tickE8() : Share.of(amount, listing.tickE8(), steps);
  }

  /** This bar with a later one added. */
  Bar plus(Bar later) {
    if (later.trades == 0) {
      return this;
    }
    if (trades == 0) {
      return later.startingAt(openMs);
    }
    return new Bar(
        openMs,
        open,
        Math.max(high, later.high),
        Math.min(low, later.low),
        later.close,
        steps + later.steps,
        amount + later.amount,
        buySteps + later.buySteps,
        buyAmount + later.buyAmount,
        trades + later.trades,
        firstId,
        later.lastId);
  }

  /** The same content under another start. */
  Bar startingAt(long startMs) {
    return new Bar(
        startMs, open, high, low, close, steps, amount, buySteps, buyAmount, trades, firstId,
        lastId);
  }
}
