package io.tapeloom.signal;

import java.util.Optional;

/** What a profile may name in {@code signals}; one it does not name scores as if missing. */
public enum Ingredient {
  CVD,
  P99,
  ACCEL,
  LS_RATIO,
  OI,
  COINBASE_PREMIUM,
  FUNDING_RATE,
  LIQUIDATION;

  /** Lower-case name used in strategy files. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The ingredient of that code, empty when there is none. */
  public static Optional<Ingredient> find(String code) {
    for (Ingredient ingredient : values()) {
      if (ingredient.code().equals(code)) {
        return Optional.of(ingredient);
      }
    }
    return Optional.empty();
  }
}
