package io.tapeloom.sim.spot;

import java.math.BigInteger;

/** Exact amounts in 1e-8; fees are the one place that rounds, half up. */
final class Sums {
  private static final long ONE_E8 = 100_000_000L;

  private Sums() {}

  /** Price times quantity, which a symbol's grid makes exact; {@link Long#MAX_VALUE} beyond. */
  static long notionalE8(long priceE8, long qtyE8) {
    if (Math.multiplyHigh(priceE8, qtyE8) == 0 && priceE8 * qtyE8 >= 0) {
      return priceE8 * qtyE8 / ONE_E8;
    }
    BigInteger product =
        BigInteger.valueOf(priceE8)
            .multiply(BigInteger.valueOf(qtyE8))
            .divide(BigInteger.valueOf(ONE_E8));
    return product.bitLength() > 63 ? Long.MAX_VALUE : product.longValue();
  }

  /** a times b divided by c, rounded half up; all at least 0. */
  static long halfUp(long a, long b, long c) {
    if (Math.multiplyHigh(a, b) == 0 && a * b >= 0 && a * b <= Long.MAX_VALUE - c) {
      return (a * b + c / 2) / c;
    }
    BigInteger half = BigInteger.valueOf(c / 2);
    return BigInteger.valueOf(a)
        .multiply(BigInteger.valueOf(b))
        .add(half)
        .divide(BigInteger.valueOf(c))
        .longValueExact();
  }
}
