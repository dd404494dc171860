package io.tapeloom.market;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;

/**
 * The grid an exchange accepts for one instrument: prices in ticks, quantities in steps. Rounding
 * is always named, because on an order it is money.
 *
 * @param tickE8 smallest price difference in 1e-8
 * @param stepE8 smallest quantity difference in 1e-8
 */
public record InstrumentSpec(Instrument instrument, long tickE8, long stepE8) {
  /** Refuses a grid without distance. */
  public InstrumentSpec {
    if (tickE8 <= 0 || stepE8 <= 0) {
      throw new IllegalArgumentException(
          instrument + ": expected tick and step above 0, got " + tickE8 + " and " + stepE8);
    }
  }

  /** The highest tick at or below the price. */
  public Fixed priceDown(Fixed price) {
    return Fixed.ofE8(down(price.e8(), tickE8));
  }

  /** The lowest tick at or above the price. */
  public Fixed priceUp(Fixed price) {
    return Fixed.ofE8(up(price.e8(), tickE8));
  }

  /** The nearest tick; half a tick goes up. */
  public Fixed priceNearest(Fixed price) {
    long below = down(price.e8(), tickE8);
    long rest = price.e8() - below;
    return Fixed.ofE8(rest >= tickE8 - rest ? Math.addExact(below, tickE8) : below);
  }

  /** The largest quantity of whole steps not above the quantity: never more than was meant. */
  public Fixed qtyDown(Fixed qty) {
    return Fixed.ofE8(down(qty.e8(), stepE8));
  }

  /** True when the price lies on a tick. */
  public boolean fitsPrice(Fixed price) {
    return price.e8() % tickE8 == 0;
  }

  /** True when the quantity is a whole number of steps. */
  public boolean fitsQty(Fixed qty) {
    return qty.e8() % stepE8 == 0;
  }

  private static long down(long e8, long grid) {
    return Math.multiplyExact(Math.floorDiv(e8, grid), grid);
  }

  private static long up(long e8, long grid) {
    return Math.multiplyExact(Math.ceilDiv(e8, grid), grid);
  }
}
