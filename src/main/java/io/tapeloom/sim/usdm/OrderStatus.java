package io.tapeloom.sim.usdm;

/** Where an order stands, in the exchange's words. */
public enum OrderStatus {
  NEW,
  PARTIALLY_FILLED,
  FILLED,
  CANCELED,
  REJECTED,
  EXPIRED,
  EXPIRED_IN_MATCH;

  /** Whether more can happen to the order. */
  public boolean open() {
    return this == NEW || this == PARTIALLY_FILLED;
  }
}
