package io.tapeloom.signal;

import io.tapeloom.kernel.Fixed;
import java.util.Optional;

/** How strong a score is, and so how much of the usual risk a trade takes. */
public enum Tier {
  HEAVY(85, "1.5"),
  STANDARD(75, "1"),
  LIGHT(70, "0.5");

  private final int fromScore;
  private final Fixed multiplier;

  Tier(int fromScore, String multiplier) {
    this.fromScore = fromScore;
    this.multiplier = Fixed.parse(multiplier);
  }

  /** Risk of a trade in multiples of the usual risk. */
  public Fixed multiplier() {
    return multiplier;
  }

  /** Lower-case name used in rows and answers. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The tier of a raw score; under 70 there is none. */
  public static Optional<Tier> of(int score) {
    for (Tier tier : values()) {
      if (score >= tier.fromScore) {
        return Optional.of(tier);
      }
    }
    return Optional.empty();
  }
}
