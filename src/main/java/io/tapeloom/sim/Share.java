package io.tapeloom.sim;

import java.math.BigInteger;

/** Ratios of whole numbers whose product may be larger than a long. */
public final class Share {
  private Share() {}

  /**
   * value x factor / divisor, rounded towards zero.
   *
   * @throws ArithmeticException when the result does not fit
   */
  public static long of(long value, long factor, long divisor) {
    if (Math.multiplyHigh(value, factor) == 0 && value * factor >= 0) {
      return value * factor / divisor;
    }
    BigInteger product = BigInteger.valueOf(value).multiply(BigInteger.valueOf(factor));
    return product.divide(BigInteger.valueOf(divisor)).longValueExact();
  }
}
