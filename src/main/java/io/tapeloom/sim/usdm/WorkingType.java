package io.tapeloom.sim.usdm;

/** Which price triggers a conditional order. */
public enum WorkingType {
  CONTRACT_PRICE,
  MARK_PRICE
}
