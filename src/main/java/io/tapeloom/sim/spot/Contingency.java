package io.tapeloom.sim.spot;

/** What binds the orders of a list. */
public enum Contingency {
  /** One of two ends the other. */
  OCO,
  /** One, when filled, starts the others. */
  OTO
}
