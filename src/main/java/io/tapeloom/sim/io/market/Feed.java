package io.tapeloom.sim.io.market;

/** Fills some streams as market time passes; makes only what somebody listens to. */
interface Feed {
  /** Sends what has happened up to that moment. */
  void turn(long nowMs);
}
