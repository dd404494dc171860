package io.tapeloom.binance.answer;

/** Where an order stands, in the exchange's words. */
public enum OrderStatus {
  NEW,
  PENDING_NEW,
  PARTIALLY_FILLED,
  FILLED,
  CANCELED,
  PENDING_CANCEL,
  REJECTED,
  EXPIRED,
  EXPIRED_IN_MATCH,
  NEW_INSURANCE,
  NEW_ADL;

  /** True when nothing more will happen to it. */
  public boolean done() {
    return switch (this) {
      case FILLED, CANCELED, REJECTED, EXPIRED, EXPIRED_IN_MATCH -> true;
      case NEW, PENDING_NEW, PARTIALLY_FILLED, PENDING_CANCEL, NEW_INSURANCE, NEW_ADL -> false;
    };
  }
}
