package io.tapeloom.sim.usdm;

import io.tapeloom.sim.book.Force;

/** How long an order is in force. GTX and RPI only rest; GTD rests until a date. */
public enum TimeInForce {
  GTC(Force.GTC),
  IOC(Force.IOC),
  FOK(Force.FOK),
  GTX(Force.POST_ONLY),
  GTD(Force.GTC),
  RPI(Force.POST_ONLY);

  private final Force force;

  TimeInForce(Force force) {
    this.force = force;
  }

  /** What the matching book is told. */
  Force force() {
    return force;
  }
}
