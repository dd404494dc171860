package io.tapeloom.market;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;

/**
 * One aggregated trade of the tape.
 *
 * @param aggId id counted by the exchange in steps of one
 * @param priceE8 price in 1e-8 of the quote asset
 * @param qtyE8 quantity in 1e-8 of the base asset
 * @param firstId first trade id inside
 * @param lastId last trade id inside
 * @param timeMs exchange time, ms since the epoch
 * @param buyerMaker true when the taker sold
 */
public record AggTrade(
    Instrument instrument,
    long aggId,
    long priceE8,
    long qtyE8,
    long firstId,
    long lastId,
    long timeMs,
    boolean buyerMaker)
    implements MarketEvent {
  /** The price. */
  public Fixed price() {
    return Fixed.ofE8(priceE8);
  }

  /** The quantity. */
  public Fixed qty() {
    return Fixed.ofE8(qtyE8);
  }

  /** Quantity in 1e-8, negative where the taker sold. */
  public long signedQtyE8() {
    return buyerMaker ? -qtyE8 : qtyE8;
  }
}
