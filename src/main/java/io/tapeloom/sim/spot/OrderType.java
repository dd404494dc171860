package io.tapeloom.sim.spot;

/** The exchange's order types. */
public enum OrderType {
  /** Trades at its price or better. */
  LIMIT,
  /** Trades at once at whatever price there is. */
  MARKET,
  /** Becomes a market order when the market moves against the position. */
  STOP_LOSS,
  /** Becomes a limit order when the market moves against the position. */
  STOP_LOSS_LIMIT,
  /** Becomes a market order when the market moves for the position. */
  TAKE_PROFIT,
  /** Becomes a limit order when the market moves for the position. */
  TAKE_PROFIT_LIMIT,
  /** A limit order that is refused where it would trade at once. */
  LIMIT_MAKER;

  /** Whether it has a price of its own. */
  public boolean priced() {
    return this == LIMIT
        || this == LIMIT_MAKER
        || this == STOP_LOSS_LIMIT
        || this == TAKE_PROFIT_LIMIT;
  }

  /** Whether it waits for a price before it works; the exchange calls these algo orders. */
  public boolean conditional() {
    return takesProfit() || this == STOP_LOSS || this == STOP_LOSS_LIMIT;
  }

  /** Whether it waits for a better price than the market's. */
  public boolean takesProfit() {
    return this == TAKE_PROFIT || this == TAKE_PROFIT_LIMIT;
  }

  /** Whether a time in force must be said. */
  public boolean timed() {
    return priced() && this != LIMIT_MAKER;
  }
}
