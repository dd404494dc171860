package io.tapeloom.sim.usdm;

/** Whether a position is backed by the whole wallet or by an amount of its own. */
public enum MarginType {
  CROSSED,
  ISOLATED
}
