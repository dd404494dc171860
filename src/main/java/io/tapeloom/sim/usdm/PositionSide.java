package io.tapeloom.sim.usdm;

/** Which position an order belongs to: BOTH in one-way mode, the others in hedge mode. */
public enum PositionSide {
  BOTH,
  LONG,
  SHORT
}
