package io.tapeloom.sim.io.keys;

/** What a key may do. */
public enum Permission {
  /** Ask for account data. */
  READ,
  /** Place and cancel spot orders. */
  SPOT,
  /** Place and cancel USD-M orders, change leverage and modes. */
  USDM
}
