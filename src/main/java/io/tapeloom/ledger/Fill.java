package io.tapeloom.ledger;

import io.tapeloom.kernel.Fixed;

/**
 * One execution. Its trade id is the exchange's; a paper fill makes one from the tape, so that the
 * same tape gives the same ids.
 *
 * @param feeUsdt fee in USDT, positive when paid
 * @param timeMs market time of the trade that filled it
 */
public record Fill(
    long tradeId,
    ClientOrderId order,
    OrderSide side,
    Fixed price,
    Fixed qty,
    Fixed feeUsdt,
    long timeMs) {
  /** Refuses an execution of nothing. */
  public Fill {
    if (qty.signum() <= 0 || price.signum() <= 0) {
      throw new IllegalArgumentException(
          "fill " + tradeId + ": expected positive price and quantity, got " + price + ", " + qty);
    }
  }
}
