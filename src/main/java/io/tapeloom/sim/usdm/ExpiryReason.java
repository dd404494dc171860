package io.tapeloom.sim.usdm;

/** Why an order or its rest expired, with the number that order events carry. */
public enum ExpiryReason {
  NONE(0),
  SELF_TRADE(1),
  IMMEDIATE(2),
  REDUCE_ONLY(4),
  LIQUIDATION(5),
  MARKET(9);

  private final int code;

  ExpiryReason(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }
}
