package io.tapeloom.kernel;

import java.math.BigInteger;

/**
 * An exact signed 128-bit sum held in two longs, changed in place so that the tape's path allocates
 * nothing. Its scale is the caller's: sums of quantities are in 1e-8, sums of price x quantity in
 * 1e-16. 128 bits hold 1e22 units at the larger scale, more than any market trades, and a sum that
 * leaves them is an error.
 */
public final class Fixed128 implements Comparable<Fixed128> {
  private long high;
  private long low;

  /** A sum of zero. */
  public Fixed128() {}

  /** The value of two words, most significant first. */
  public static Fixed128 of(long high, long low) {
    Fixed128 value = new Fixed128();
    value.high = high;
    value.low = low;
    return value;
  }

  /**
   * The value of a big integer.
   *
   * @throws ArithmeticException when it needs more than 128 bits
   */
  public static Fixed128 of(BigInteger value) {
    if (value.bitLength() < 64) {
      return of(value.signum() >> 1, value.longValue());
    }
    if (value.bitLength() > 127) {
      throw new ArithmeticException("does not fit 128 bits: " + value);
    }
    return of(value.shiftRight(64).longValue(), value.longValue());
  }

  /** Back to zero. */
  public void clear() {
    high = 0;
    low = 0;
  }

  /** Takes another sum's value. */
  public void set(Fixed128 other) {
    high = other.high;
    low = other.low;
  }

  /** Adds one long of the same scale. */
  public void add(long value) {
    add(value >> 63, value);
  }

  /** Adds another sum. */
  public void add(Fixed128 other) {
    add(other.high, other.low);
  }

  /** Takes another sum away. */
  public void subtract(Fixed128 other) {
    long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    low -= other.low;
    long difference = high - other.high;
    long result = difference - borrow;
    if (((high ^ other.high) & (high ^ result)) < 0) {
      throw new ArithmeticException("sum leaves 128 bits");
    }
    high = result;
  }

  /** Adds a big integer of the same scale. */
  public void add(BigInteger value) {
    if (value.bitLength() < 64) {
      add(value.longValue());
    } else {
      add(of(value));
    }
  }

  /** Takes a big integer of the same scale away. */
  public void subtract(BigInteger value) {
    subtract(of(value));
  }

  /** Adds the exact product of two longs; its scale is the sum of their scales. */
  public void addProduct(long a, long b) {
    add(Math.multiplyHigh(a, b), a * b);
  }

  private void add(long otherHigh, long otherLow) {
    long sum = low + otherLow;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    long result = high + otherHigh + carry;
    if (((high ^ result) & (otherHigh ^ result)) < 0) {
      throw new ArithmeticException("sum leaves 128 bits");
    }
    low = sum;
    high = result;
  }

  /** -1, 0 or 1. */
  public int signum() {
    return high != 0 ? Long.signum(high) : (low == 0 ? 0 : 1);
  }

  /** The upper 64 bits, signed. */
  public long high() {
    return high;
  }

  /** The lower 64 bits, unsigned. */
  public long low() {
    return low;
  }

  /** The exact value. */
  public BigInteger toBigInteger() {
    if (high == low >> 63) {
      return BigInteger.valueOf(low);
    }
    return BigInteger.valueOf(high).shiftLeft(64).add(unsigned(low));
  }

  private static BigInteger unsigned(long value) {
    BigInteger positive = BigInteger.valueOf(value & Long.MAX_VALUE);
    return value < 0 ? positive.setBit(63) : positive;
  }

  @Override
  public int compareTo(Fixed128 other) {
    return high != other.high
        ? Long.compare(high, other.high)
        : Long.compareUnsigned(low, other.low);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fixed128 that && high == that.high && low == that.low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high * 31 + low);
  }

  @Override
  public String toString() {
    return toBigInteger().toString();
  }
}
