package io.tapeloom.sim.usdm;

import io.tapeloom.sim.Listing;

/**
 * A position with its margin at one moment. Amounts in 1e-8 USDT.
 *
 * @param quantityE8 above 0 long, below 0 short
 * @param entryE8 mean entry price, 0 when flat
 * @param breakEvenE8 price at which closing it would win nothing after fees
 * @param notionalE8 quantity x mark price, with the quantity's sign
 * @param realizedE8 realized profit of this position so far, fees not taken off
 * @param liquidationE8 mark price at which it would be liquidated, 0 for none
 * @param isolatedWalletE8 what backs it alone, 0 in cross margin
 * @param bidsE8 notional of open buys that may open something, asksE8 of sells
 */
public record PositionState(
    Listing listing,
    PositionSide side,
    long quantityE8,
    long entryE8,
    long breakEvenE8,
    long markE8,
    long notionalE8,
    long unrealizedE8,
    long realizedE8,
    long liquidationE8,
    MarginType marginType,
    int leverage,
    long maxNotionalE8,
    long isolatedWalletE8,
    long positionMarginE8,
    long orderMarginE8,
    long maintenanceE8,
    long bidsE8,
    long asksE8,
    long updateMs) {
  /** Margin of the position and of its open orders. */
  public long initialMarginE8() {
    return positionMarginE8 + orderMarginE8;
  }

  /** What an isolated position is worth, 0 in cross margin. */
  public long isolatedMarginE8() {
    return marginType == MarginType.ISOLATED && quantityE8 != 0
        ? isolatedWalletE8 + unrealizedE8
        : 0;
  }
}
