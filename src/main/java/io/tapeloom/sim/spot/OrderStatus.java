package io.tapeloom.sim.spot;

/** Where an order stands. */
public enum OrderStatus {
  /** Taken in; nothing traded yet. */
  NEW,
  /** Waits until the working order of its list is filled. */
  PENDING_NEW,
  /** Traded in part, and still open. */
  PARTIALLY_FILLED,
  /** Traded whole. */
  FILLED,
  /** Cancelled by its owner. */
  CANCELED,
  /** Refused after it was reported. */
  REJECTED,
  /** Ended by its own rules. */
  EXPIRED,
  /** Ended because it would have traded with its owner. */
  EXPIRED_IN_MATCH;

  /** Whether more can become of it. */
  public boolean open() {
    return this == NEW || this == PENDING_NEW || this == PARTIALLY_FILLED;
  }
}
