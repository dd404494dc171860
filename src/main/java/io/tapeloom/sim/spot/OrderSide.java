package io.tapeloom.sim.spot;

/** Which way an order trades. */
public enum OrderSide {
  /** Receives the base asset and pays the quote asset. */
  BUY,
  /** Pays the base asset and receives the quote asset. */
  SELL
}
