package io.tapeloom.binance.answer;

/** What happened to an order in one event. */
public enum Execution {
  NEW,
  CANCELED,
  REPLACED,
  REJECTED,
  TRADE,
  EXPIRED,
  CALCULATED,
  AMENDMENT,
  TRADE_PREVENTION
}
