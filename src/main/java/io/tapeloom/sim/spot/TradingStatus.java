package io.tapeloom.sim.spot;

/** Whether a symbol trades. */
public enum TradingStatus {
  /** It does. */
  TRADING,
  /** It does not, and nothing may be cancelled. */
  HALT,
  /** It does not for a while. */
  BREAK,
  /** Orders may be cancelled only. */
  CANCEL_ONLY
}
