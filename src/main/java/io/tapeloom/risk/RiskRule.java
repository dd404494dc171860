package io.tapeloom.risk;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/**
 * One rule as people look at it: what it allows, what is, and how far that is from it.
 *
 * @param headroom below zero once the rule is broken
 */
public record RiskRule(String rule, Fixed limit, Fixed now, Fixed headroom) {
  /** Closed result of the worst account since midnight UTC, in R; the circuit breaks at it. */
  public static final String DAILY_LOSS = "daily_loss_r";

  /** Symbols that the fullest strategy holds. */
  public static final String POSITIONS = "positions";

  /** Age of the newest trade of the quietest symbol, whole seconds. */
  public static final String TAPE_AGE = "tape_age_s";

  /** The rules of the guard whose present value is known. */
  public static List<RiskRule> of(
      RiskGuard guard,
      SortedMap<String, Fixed> todayR,
      SortedMap<Instrument, Long> lastTradeMs,
      long nowMs) {
    List<RiskRule> rules = new ArrayList<>();
    Fixed worst = todayR.values().stream().min(Fixed::compareTo).orElse(Fixed.ZERO);
    rules.add(new RiskRule(DAILY_LOSS, guard.breakR(), worst, worst.minus(guard.breakR())));
    lastTradeMs.values().stream()
        .min(Long::compare)
        .ifPresent(
            oldest ->
                rules.add(
                    atMost(
                        TAPE_AGE, guard.staleMs() / 1_000, Math.max(0, nowMs - oldest) / 1_000)));
    return rules;
  }

  /** The rule on symbols held at once, given what each strategy holds. */
  public static RiskRule positions(int most, Collection<Integer> held) {
    return atMost(POSITIONS, most, held.stream().max(Integer::compare).orElse(0));
  }

  private static RiskRule atMost(String rule, long limit, long now) {
    return new RiskRule(rule, whole(limit), whole(now), whole(limit - now));
  }

  private static Fixed whole(long value) {
    return Fixed.ofE8(Math.multiplyExact(value, Fixed.ONE_E8));
  }
}
