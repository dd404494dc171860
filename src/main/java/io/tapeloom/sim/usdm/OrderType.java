package io.tapeloom.sim.usdm;

/** Kinds of orders; all but the first two live in the algo service until they are triggered. */
public enum OrderType {
  LIMIT(false, true),
  MARKET(false, false),
  STOP(true, true),
  STOP_MARKET(true, false),
  TAKE_PROFIT(true, true),
  TAKE_PROFIT_MARKET(true, false),
  TRAILING_STOP_MARKET(true, false);

  private final boolean conditional;
  private final boolean priced;

  OrderType(boolean conditional, boolean priced) {
    this.conditional = conditional;
    this.priced = priced;
  }

  /** Whether it waits for a trigger. */
  public boolean conditional() {
    return conditional;
  }

  /** Whether it has a limit price. */
  public boolean priced() {
    return priced;
  }

  /** Whether a rising price is what a buy waits for (and a falling one what a sell waits for). */
  boolean stops() {
    return this == STOP || this == STOP_MARKET;
  }
}
