package io.tapeloom.sim.spot;

/**
 * The numbers of an order in 1e-8; 0 where there is none.
 *
 * @param quoteQtyE8 what a market order may spend or shall receive
 * @param icebergE8 what of it shows at a time
 * @param trailingDelta distance to the best price in basis points
 */
public record Amounts(
    long qtyE8,
    long quoteQtyE8,
    long priceE8,
    long stopPriceE8,
    long icebergE8,
    int trailingDelta) {
  /** A quantity and nothing else. */
  public static Amounts of(long qtyE8) {
    return new Amounts(qtyE8, 0, 0, 0, 0, 0);
  }

  /** A quantity at a price. */
  public static Amounts at(long qtyE8, long priceE8) {
    return new Amounts(qtyE8, 0, priceE8, 0, 0, 0);
  }

  /** What a market order may spend or shall receive. */
  public static Amounts ofQuote(long quoteQtyE8) {
    return new Amounts(0, quoteQtyE8, 0, 0, 0, 0);
  }

  /** The same with another quantity. */
  public Amounts withQty(long newQtyE8) {
    return new Amounts(newQtyE8, quoteQtyE8, priceE8, stopPriceE8, icebergE8, trailingDelta);
  }

  /** The same with a price to wait for. */
  public Amounts withStop(long stopE8) {
    return new Amounts(qtyE8, quoteQtyE8, priceE8, stopE8, icebergE8, trailingDelta);
  }

  /** The same, showing only so much at a time. */
  public Amounts withIceberg(long newIcebergE8) {
    return new Amounts(qtyE8, quoteQtyE8, priceE8, stopPriceE8, newIcebergE8, trailingDelta);
  }

  /** The same, trailing the market by so many basis points. */
  public Amounts withTrailing(int delta) {
    return new Amounts(qtyE8, quoteQtyE8, priceE8, stopPriceE8, icebergE8, delta);
  }
}
