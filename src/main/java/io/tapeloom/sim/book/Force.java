package io.tapeloom.sim.book;

/** How long an order is in force. */
public enum Force {
  /** What does not trade at once rests until it is cancelled. */
  GTC,
  /** What does not trade at once expires. */
  IOC,
  /** Trades whole and at once, or not at all. */
  FOK,
  /** Rests, and is refused where it would trade at once. */
  POST_ONLY
}
