package io.tapeloom.trade;

import java.util.Locale;

/** How strong a signal is by its raw score; stronger ones risk more. */
public enum Tier {
  LIGHT,
  STANDARD,
  HEAVY;

  /** Heavy from 85, standard from 75, light below (where a profile lowers its threshold). */
  public static Tier of(int score) {
    return score >= 85 ? HEAVY : score >= 75 ? STANDARD : LIGHT;
  }

  /** Lower-case name used in rows and answers. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
