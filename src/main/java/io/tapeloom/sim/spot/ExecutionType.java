package io.tapeloom.sim.spot;

/** What an execution report is about. */
public enum ExecutionType {
  /** The order was taken in, or began to work. */
  NEW,
  /** It was cancelled by its owner. */
  CANCELED,
  /** It was amended. */
  REPLACED,
  /** It was to replace another, which is cancelled, and was refused. */
  REJECTED,
  /** It traded. */
  TRADE,
  /** It ended by its own rules. */
  EXPIRED,
  /** It would have traded with its owner. */
  TRADE_PREVENTION
}
