package io.tapeloom.indicator;

import java.math.BigDecimal;

/**
 * One number that a study is tuned by.
 *
 * @param whole true when only whole numbers will do
 * @param usual what is taken when nothing is said
 */
public record StudyParameter(
    String name, boolean whole, BigDecimal usual, BigDecimal min, BigDecimal max) {
  static StudyParameter whole(String name, int usual, int min, int max) {
    return new StudyParameter(
        name, true, BigDecimal.valueOf(usual), BigDecimal.valueOf(min), BigDecimal.valueOf(max));
  }

  static StudyParameter number(String name, String usual, String min, String max) {
    return new StudyParameter(
        name, false, new BigDecimal(usual), new BigDecimal(min), new BigDecimal(max));
  }

  /** True when that value may stand in its place. */
  public boolean accepts(BigDecimal value) {
    boolean fits = value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
    return fits && (!whole || value.stripTrailingZeros().scale() <= 0);
  }
}
