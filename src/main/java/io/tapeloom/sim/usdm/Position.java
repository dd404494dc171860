package io.tapeloom.sim.usdm;

/**
 * A position: quantity and cost with the sign of its direction. Profits are realized by the share
 * of the cost that is closed, so that nothing is lost in rounding: whatever is left of the cost is
 * closed with the last piece.
 */
final class Position {
  final Holding holding;
  final PositionSide side;
  long quantityE8;
  long costE8;
  long isolatedE8;
  long realizedE8;
  long sinceOpenE8;
  long updateMs;
  boolean called;

  Position(Holding holding, PositionSide side) {
    this.holding = holding;
    this.side = side;
  }

  boolean flat() {
    return quantityE8 == 0;
  }

  /** Mean entry price, 0 when flat. */
  long entryE8() {
    return flat() ? 0 : Amounts.over(costE8, Math.abs(quantityE8)) * Long.signum(quantityE8);
  }

  /** Price at which closing wins back fees and losses since the position was opened. */
  long breakEvenE8() {
    if (flat()) {
      return 0;
    }
    long even = Amounts.over(costE8 - sinceOpenE8, Math.abs(quantityE8));
    return Math.max(0, even * Long.signum(quantityE8));
  }

  /** How much an order of that direction would close. */
  long closableE8(boolean buys) {
    return buys ? Math.max(0, -quantityE8) : Math.max(0, quantityE8);
  }

  /** Books a fill and answers the profit it realizes. */
  long fill(boolean buys, long priceE8, long qtyE8, long timeMs) {
    long closed = Math.min(qtyE8, closableE8(buys));
    long realized = closed == 0 ? 0 : close(buys, priceE8, closed);
    long opened = qtyE8 - closed;
    if (opened > 0) {
      open(buys, priceE8, opened);
    }
    realizedE8 = Math.addExact(realizedE8, realized);
    updateMs = timeMs;
    return realized;
  }

  private long close(boolean buys, long priceE8, long qtyE8) {
    long released = Amounts.share(costE8, qtyE8, Math.abs(quantityE8));
    isolatedE8 -= Amounts.share(isolatedE8, qtyE8, Math.abs(quantityE8));
    costE8 -= released;
    quantityE8 += buys ? qtyE8 : -qtyE8;
    long proceeds = Amounts.times(priceE8, qtyE8);
    long realized = buys ? -released - proceeds : proceeds - released;
    sinceOpenE8 = flat() ? 0 : sinceOpenE8 + realized;
    return realized;
  }

  private void open(boolean buys, long priceE8, long qtyE8) {
    long notional = Amounts.times(priceE8, qtyE8);
    quantityE8 += buys ? qtyE8 : -qtyE8;
    costE8 += buys ? notional : -notional;
    if (holding.marginType == MarginType.ISOLATED) {
      isolatedE8 += notional / holding.leverage;
    }
  }
}
