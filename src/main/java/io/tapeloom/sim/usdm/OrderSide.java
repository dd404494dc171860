package io.tapeloom.sim.usdm;

/** Direction of an order. */
public enum OrderSide {
  BUY,
  SELL;

  /** Whether it buys. */
  public boolean buys() {
    return this == BUY;
  }

  /** The side that buys or sells. */
  public static OrderSide of(boolean buys) {
    return buys ? BUY : SELL;
  }
}
