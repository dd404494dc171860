package io.tapeloom.binance.account;

/** How long an order may wait for its price. */
public enum TimeInForce {
  /** Until it is cancelled. */
  GTC,
  /** Not at all: what does not fill at once is dropped. */
  IOC,
  /** Not at all, and wholly or not at all. */
  FOK,
  /** Until it is cancelled, and refused where it would take; USD-M. */
  GTX,
  /** Until a date; USD-M. */
  GTD
}
