package io.tapeloom.sim.usdm;

import io.tapeloom.kernel.Fixed;
import java.math.BigInteger;

/**
 * Products and shares of 1e-8 amounts. Everything that is rounded is rounded here, half up away
 * from zero to 1e-8; what leaves a long is an {@link ArithmeticException}.
 */
final class Amounts {
  static final long ONE = Fixed.ONE_E8;

  /** The square of anything below fits a long. */
  private static final long SMALL = 3_037_000_499L;

  private Amounts() {}

  /** Product of two 1e-8 values; on a listing's grid it is exact. */
  static long times(long aE8, long bE8) {
    return share(aE8, bE8, ONE);
  }

  /** Quotient of two 1e-8 values; the divisor is above 0. */
  static long over(long aE8, long bE8) {
    return share(aE8, ONE, bE8);
  }

  /** value x part / whole; whole is above 0. */
  static long share(long value, long part, long whole) {
    long product = value * part;
    if (Math.multiplyHigh(value, part) == product >> 63) {
      long quotient = product / whole;
      long rest = Math.abs(product % whole);
      return rest >= whole - rest ? quotient + Long.signum(product) : quotient;
    }
    return whole <= SMALL ? split(value, part, whole) : large(value, part, whole);
  }

  /** Both factors in multiples of the whole and a rest: only the rests' product is divided. */
  private static long split(long value, long part, long whole) {
    long rests = value % whole * (part % whole);
    long round = Math.abs(rests % whole);
    long up = round >= whole - round ? Long.signum(rests) : 0;
    long multiples = Math.multiplyExact(value / whole, part);
    long crossed = Math.multiplyExact(value % whole, part / whole);
    return Math.addExact(Math.addExact(multiples, crossed), rests / whole + up);
  }

  private static long large(long value, long part, long whole) {
    BigInteger product = BigInteger.valueOf(value).multiply(BigInteger.valueOf(part));
    BigInteger divisor = BigInteger.valueOf(whole);
    BigInteger half = product.abs().shiftLeft(1).add(divisor).divide(divisor.shiftLeft(1));
    return (product.signum() < 0 ? half.negate() : half).longValueExact();
  }
}
