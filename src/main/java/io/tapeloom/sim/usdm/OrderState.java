package io.tapeloom.sim.usdm;

import io.tapeloom.sim.Listing;
import io.tapeloom.sim.book.Stp;

/**
 * An order as it stood at one moment. Prices, quantities and amounts in 1e-8.
 *
 * @param type LIMIT or MARKET once it is in the book
 * @param origType what it was placed as
 * @param quoteE8 what its fills amount to
 * @param stopE8 trigger price of the conditional order it came from, 0 for none
 * @param activateE8 activation price of the trailing stop it came from, 0 for none
 * @param callbackE8 callback rate of that trailing stop in 1e-8 of 1 %, 0 for none
 * @param goodTillMs end of a GTD order, 0 for none
 * @param amendments how often it was changed
 */
public record OrderState(
    int account,
    Listing listing,
    long id,
    String clientId,
    OrderSide side,
    PositionSide positionSide,
    OrderType type,
    OrderType origType,
    TimeInForce timeInForce,
    long priceE8,
    long quantityE8,
    long executedE8,
    long quoteE8,
    OrderStatus status,
    boolean reduceOnly,
    boolean closePosition,
    long stopE8,
    long activateE8,
    long callbackE8,
    WorkingType workingType,
    boolean priceProtect,
    PriceMatch priceMatch,
    Stp stp,
    long goodTillMs,
    long timeMs,
    long updateMs,
    int amendments) {
  /** Mean price of its fills, 0 before the first; rounded half up to 1e-8. */
  public long averageE8() {
    return executedE8 == 0 ? 0 : Amounts.over(quoteE8, executedE8);
  }
}
