package io.tapeloom.indicator;

/**
 * Divides quantities by a unit that nearly always fits, without a division: an odd number has an
 * inverse modulo 2^64, and multiplying by it is exact division when there is no remainder.
 */
record Lot(long unitE8, int zeros, long inverse, long maxQuotient) {
  static Lot of(long unitE8) {
    if (unitE8 <= 0) {
      throw new IllegalArgumentException("lot: expected a unit above zero, got " + unitE8);
    }
    int zeros = Long.numberOfTrailingZeros(unitE8);
    long odd = unitE8 >>> zeros;
    return new Lot(unitE8, zeros, inverse(odd), Long.divideUnsigned(-1L, odd));
  }

  /** Newton's iteration: each step doubles the number of right bits. */
  private static long inverse(long odd) {
    long x = odd;
    for (int i = 0; i < 5; i++) {
      x *= 2 - odd * x;
    }
    return x;
  }

  /** Quantity in units, or -1 when it is no multiple. */
  long lots(long qtyE8) {
    long quotient = (qtyE8 >>> zeros) * inverse;
    boolean even = (qtyE8 & ((1L << zeros) - 1)) == 0;
    return even && Long.compareUnsigned(quotient, maxQuotient) <= 0 ? quotient : -1;
  }

  /** The greatest unit that divides both this unit and that quantity. */
  Lot commonWith(long qtyE8) {
    long a = unitE8;
    long b = qtyE8;
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return of(a);
  }
}
