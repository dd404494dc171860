package io.tapeloom.trade;

import io.tapeloom.kernel.Fixed;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The smallest moves of an instrument's prices and quantities.
 *
 * @param tick price step
 * @param step quantity step
 */
public record Grid(Fixed tick, Fixed step) {
  /** Refuses steps that are not positive. */
  public Grid {
    if (tick.signum() <= 0 || step.signum() <= 0) {
      throw new IllegalArgumentException(
          "instrument: expected tick and step above 0, got " + tick + ", " + step);
    }
  }

  /** A price on the tick, rounded by the named mode and never below one tick. */
  Fixed price(BigDecimal exact, RoundingMode mode) {
    BigDecimal ticks = exact.divide(tick.toBigDecimal(), 0, mode).max(BigDecimal.ONE);
    return Fixed.of(ticks.multiply(tick.toBigDecimal()));
  }

  /** Half of a quantity, rounded down to the step; zero when half is less than a step. */
  Fixed half(Fixed qty) {
    return Fixed.ofE8(qty.e8() / 2 / step.e8() * step.e8());
  }
}
