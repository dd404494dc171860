package io.tapeloom.sim.spot;

import io.tapeloom.sim.book.Force;

/** How long an order is in force. */
public enum TimeInForce {
  /** Until cancelled. */
  GTC(Force.GTC),
  /** What does not trade at once expires. */
  IOC(Force.IOC),
  /** All at once or nothing. */
  FOK(Force.FOK);

  private final Force force;

  TimeInForce(Force force) {
    this.force = force;
  }

  Force force() {
    return force;
  }
}
