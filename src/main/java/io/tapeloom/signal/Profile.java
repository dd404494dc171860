package io.tapeloom.signal;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Symbol;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One strategy of the signal engine: how many points each layer gives and when it may trade.
 *
 * @param max points all layers give together; the weights must sum to it
 * @param threshold raw score from which it may trade
 * @param accelBonus points on top of {@code max}
 * @param signals what it looks at; naming funding or liquidation takes 5 points out of their layer
 * @param enabled a disabled profile is scored and never traded
 * @param symbols symbols it is for; empty = all
 * @param track family of symbols it was tuned on, such as ALT; only a label
 */
public record Profile(
    String name,
    String version,
    int max,
    int threshold,
    Weights weights,
    int accelBonus,
    ExitMultiples exits,
    Set<Ingredient> signals,
    boolean enabled,
    List<Symbol> symbols,
    Optional<String> track) {
  /** Points that funding takes out of crowding, and liquidation out of confirmation. */
  static final int CARVED = 5;

  /** Refuses, by its name, a profile that could not mean what it says. */
  public Profile {
    require(name.matches("[a-z0-9_]{1,40}"), name, "name: expected 1 to 40 of a-z, 0-9 and _");
    require(!version.isBlank(), name, "version: expected text such as 5.1");
    require(
        weights.sum() == max,
        name,
        "weights: expected a sum of max = " + max + ", got " + weights.sum());
    require(threshold >= 0 && threshold <= 1000, name, "threshold: expected 0 to 1000");
    require(accelBonus >= 0 && accelBonus <= 1000, name, "accel_bonus: expected 0 to 1000");
    require(signals.contains(Ingredient.CVD), name, "signals: expected cvd among them");
    require(
        !signals.contains(Ingredient.FUNDING_RATE) || weights.crowding() >= CARVED,
        name,
        "weights.crowding: expected at least 5, of which funding_rate takes 5");
    require(
        !signals.contains(Ingredient.LIQUIDATION) || weights.confirmation() >= CARVED,
        name,
        "weights.confirmation: expected at least 5, of which liquidation takes 5");
    signals = java.util.Collections.unmodifiableSet(EnumSet.copyOf(signals));
    symbols = List.copyOf(symbols);
  }

  private static void require(boolean holds, String name, String message) {
    if (!holds) {
      throw new IllegalArgumentException("strategy " + name + ": " + message);
    }
  }

  /** True when it looks at that ingredient. */
  public boolean uses(Ingredient ingredient) {
    return signals.contains(ingredient);
  }

  /** True when it scores that instrument at all. */
  public boolean appliesTo(Instrument instrument) {
    return symbols.isEmpty() || symbols.contains(instrument.symbol());
  }

  /** The same profile, switched on or off. */
  public Profile enabled(boolean on) {
    return new Profile(
        name, version, max, threshold, weights, accelBonus, exits, signals, on, symbols, track);
  }
}
