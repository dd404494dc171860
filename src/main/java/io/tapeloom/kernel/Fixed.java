package io.tapeloom.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One price, quantity or fee as an exact decimal of 8 places held in a long: {@code e8} = value x
 * 1e8. Range about +-92.2 billion; leaving it is an error, never a wrap-around.
 */
public record Fixed(long e8) implements Comparable<Fixed> {
  /** Units in 1. */
  public static final long ONE_E8 = 100_000_000L;

  /** Nothing. */
  public static final Fixed ZERO = new Fixed(0);

  /** The value of that many 1e-8 units. */
  public static Fixed ofE8(long e8) {
    return e8 == 0 ? ZERO : new Fixed(e8);
  }

  /**
   * Reads a plain decimal without exponent, at most 8 significant decimals (zeros may follow).
   *
   * @throws IllegalArgumentException when malformed or out of range
   */
  public static Fixed parse(CharSequence text) {
    return ofE8(Decimals.parseE8(text));
  }

  /** Rounds to 8 decimals, half even; an exact double conversion comes before the rounding. */
  public static Fixed roundHalfEven(double value) {
    return of(new BigDecimal(value).setScale(8, RoundingMode.HALF_EVEN));
  }

  /**
   * The exact value of a decimal.
   *
   * @throws ArithmeticException when it has more than 8 decimals or does not fit
   */
  public static Fixed of(BigDecimal value) {
    return ofE8(value.movePointRight(8).longValueExact());
  }

  /** Sum; overflow is an {@link ArithmeticException}. */
  public Fixed plus(Fixed other) {
    return ofE8(Math.addExact(e8, other.e8));
  }

  /** Difference; overflow is an {@link ArithmeticException}. */
  public Fixed minus(Fixed other) {
    return ofE8(Math.subtractExact(e8, other.e8));
  }

  /** The negative. */
  public Fixed negate() {
    return ofE8(Math.negateExact(e8));
  }

  /** Product rounded to 8 decimals by the named mode. */
  public Fixed times(Fixed other, RoundingMode mode) {
    return of(toBigDecimal().multiply(other.toBigDecimal()).setScale(8, mode));
  }

  /** Quotient rounded to 8 decimals by the named mode. */
  public Fixed dividedBy(Fixed other, RoundingMode mode) {
    return of(toBigDecimal().divide(other.toBigDecimal(), 8, mode));
  }

  /** -1, 0 or 1. */
  public int signum() {
    return Long.signum(e8);
  }

  /** The distance from zero. */
  public Fixed abs() {
    return e8 < 0 ? negate() : this;
  }

  /** Exact decimal of scale 8. */
  public BigDecimal toBigDecimal() {
    return BigDecimal.valueOf(e8, 8);
  }

  /** Nearest double, for statistics only. */
  public double toDouble() {
    return e8 / 1e8;
  }

  @Override
  public int compareTo(Fixed other) {
    return Long.compare(e8, other.e8);
  }

  /** Plain decimal without exponent or trailing zeros. */
  @Override
  public String toString() {
    return Decimals.format(e8);
  }
}
