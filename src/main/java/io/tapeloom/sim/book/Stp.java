package io.tapeloom.sim.book;

/** What happens when an order meets a resting one of its own owner; the taker's choice counts. */
public enum Stp {
  /** They trade. */
  NONE,
  /** What is left of the taker expires. */
  EXPIRE_TAKER,
  /** The resting order expires and the taker goes on. */
  EXPIRE_MAKER,
  /** Both expire. */
  EXPIRE_BOTH
}
