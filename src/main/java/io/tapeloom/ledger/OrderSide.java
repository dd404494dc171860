package io.tapeloom.ledger;

import io.tapeloom.kernel.Side;

/** What an order does on the exchange. */
public enum OrderSide {
  BUY,
  SELL;

  /** The order that opens a position of that side. */
  public static OrderSide opening(Side side) {
    return side == Side.LONG ? BUY : SELL;
  }

  /** The order that closes a position of that side. */
  public static OrderSide closing(Side side) {
    return opening(side.opposite());
  }
}
