package io.tapeloom.sim.book;

/** Why an order or the rest of it expired. */
public enum Why {
  /** An immediate order found nothing more to trade with. */
  IOC,
  /** It met an order of its own owner. */
  STP
}
