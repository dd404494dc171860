package io.tapeloom.binance.answer;

/** Which position an order belongs to; BOTH outside hedge mode. */
public enum PositionSide {
  BOTH,
  LONG,
  SHORT
}
