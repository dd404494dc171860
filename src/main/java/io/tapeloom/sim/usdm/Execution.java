package io.tapeloom.sim.usdm;

/** What an order event reports. */
public enum Execution {
  NEW,
  CANCELED,
  CALCULATED,
  EXPIRED,
  TRADE,
  AMENDMENT
}
