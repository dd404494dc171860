package io.tapeloom.sim.usdm;

/** Where a conditional order stands, in the exchange's words. */
public enum AlgoStatus {
  NEW,
  CANCELED,
  TRIGGERING,
  TRIGGERED,
  FINISHED,
  REJECTED,
  EXPIRED
}
