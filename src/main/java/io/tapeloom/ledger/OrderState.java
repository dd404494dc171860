package io.tapeloom.ledger;

import java.util.EnumSet;
import java.util.Set;

/** States of an order row and the legal moves between them; the database holds the same table. */
public enum OrderState {
  INTENT,
  SENDING,
  UNKNOWN,
  ACKED,
  PARTIAL,
  FILLED,
  CANCELING,
  CANCELED,
  EXPIRED,
  REJECTED,
  NOT_SENT;

  /**
   * Where an order may go from here. A refused or unsent order may still turn out to live (late
   * truth); an intent that was never sent may only be sent or dropped.
   */
  public Set<OrderState> next() {
    return switch (this) {
      case INTENT -> EnumSet.of(SENDING, NOT_SENT);
      case SENDING -> EnumSet.of(ACKED, REJECTED, NOT_SENT, UNKNOWN);
      case UNKNOWN -> EnumSet.of(ACKED, PARTIAL, FILLED, CANCELED, EXPIRED, REJECTED, NOT_SENT);
      case ACKED, PARTIAL -> EnumSet.of(PARTIAL, FILLED, CANCELING, CANCELED, EXPIRED);
      case CANCELING -> EnumSet.of(CANCELED, PARTIAL, FILLED, EXPIRED);
      case NOT_SENT, REJECTED -> EnumSet.of(ACKED, PARTIAL, FILLED);
      case FILLED, CANCELED, EXPIRED -> EnumSet.noneOf(OrderState.class);
    };
  }
}
