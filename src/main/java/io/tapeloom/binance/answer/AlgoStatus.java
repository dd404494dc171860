package io.tapeloom.binance.answer;

/** Where a conditional order stands. */
public enum AlgoStatus {
  NEW,
  CANCELED,
  TRIGGERING,
  TRIGGERED,
  FINISHED,
  REJECTED,
  EXPIRED
}
