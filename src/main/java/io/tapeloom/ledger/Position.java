package io.tapeloom.ledger;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Fixed128;
import io.tapeloom.kernel.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What one cycle holds and has earned, as a fold over its fills. Notionals are exact sums in 1e-16;
 * only an answer is rounded, half even to 8 decimals, so adding fills one by one never drifts.
 */
public final class Position {
  private static final RoundingMode ANSWER = RoundingMode.HALF_EVEN;
  private final Side side;
  private final Fixed128 entryNotionalE16 = new Fixed128();
  private final Fixed128 exitNotionalE16 = new Fixed128();
  private Fixed entryQty = Fixed.ZERO;
  private Fixed exitQty = Fixed.ZERO;
  private Fixed feesUsdt = Fixed.ZERO;

  /** An empty position of that side. */
  public Position(Side side) {
    this.side = side;
  }

  /** Adds to the position. */
  public void enter(Fixed price, Fixed qty, Fixed feeUsdt) {
    entryNotionalE16.addProduct(price.e8(), qty.e8());
    entryQty = entryQty.plus(qty);
    feesUsdt = feesUsdt.plus(feeUsdt);
  }

  /**
   * Takes from the position.
   *
   * @throws IllegalArgumentException when more leaves than is held
   */
  public void exit(Fixed price, Fixed qty, Fixed feeUsdt) {
    if (qty.compareTo(openQty()) > 0) {
      throw new IllegalArgumentException("exit of " + qty + " from a position of " + openQty());
    }
    exitNotionalE16.addProduct(price.e8(), qty.e8());
    exitQty = exitQty.plus(qty);
    feesUsdt = feesUsdt.plus(feeUsdt);
  }

  /** Takes a fill by its side. */
  public void on(Fill fill) {
    if (fill.side() == OrderSide.opening(side)) {
      enter(fill.price(), fill.qty(), fill.feeUsdt());
    } else {
      exit(fill.price(), fill.qty(), fill.feeUsdt());
    }
  }

  /** Long or short. */
  public Side side() {
    return side;
  }

  /** Quantity still held. */
  public Fixed openQty() {
    return entryQty.minus(exitQty);
  }

  /** Quantity entered so far. */
  public Fixed entryQty() {
    return entryQty;
  }

  /** Fees paid so far. */
  public Fixed feesUsdt() {
    return feesUsdt;
  }

  /** Mean entry price; zero before the first entry. */
  public Fixed entryPrice() {
    return mean(entryNotionalE16, entryQty);
  }

  /** Mean exit price; zero before the first exit. */
  public Fixed exitPrice() {
    return mean(exitNotionalE16, exitQty);
  }

  private static Fixed mean(Fixed128 notionalE16, Fixed qty) {
    return qty.signum() == 0
        ? Fixed.ZERO
        : Fixed.of(exact(notionalE16).divide(qty.toBigDecimal(), 8, ANSWER));
  }

  private static BigDecimal exact(Fixed128 notionalE16) {
    return new BigDecimal(notionalE16.toBigInteger(), 16);
  }

  /** What the closed part earned before fees; exact up to the last rounding once flat. */
  public Fixed realisedUsdt() {
    if (exitQty.signum() == 0) {
      return Fixed.ZERO;
    }
    BigDecimal costTimesQty = exact(entryNotionalE16).multiply(exitQty.toBigDecimal());
    BigDecimal gainTimesQty =
        exact(exitNotionalE16).multiply(entryQty.toBigDecimal()).subtract(costTimesQty);
    return signed(gainTimesQty.divide(entryQty.toBigDecimal(), 8, ANSWER));
  }

  /** What the open part would earn at that price, before fees. */
  public Fixed unrealisedUsdt(Fixed price) {
    if (openQty().signum() == 0) {
      return Fixed.ZERO;
    }
    BigDecimal open = openQty().toBigDecimal();
    BigDecimal cost = exact(entryNotionalE16).multiply(open);
    BigDecimal worth = price.toBigDecimal().multiply(open).multiply(entryQty.toBigDecimal());
    return signed(worth.subtract(cost).divide(entryQty.toBigDecimal(), 8, ANSWER));
  }

  /** Realised profit after all fees. */
  public Fixed netUsdt() {
    return realisedUsdt().minus(feesUsdt);
  }

  private Fixed signed(BigDecimal gain) {
    return Fixed.of(side == Side.LONG ? gain : gain.negate());
  }
}
