package io.tapeloom.risk;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Lets entries pass only while every fact it needs was confirmed lately: each is good until its
 * expiry, so silence closes the gate. Exits never ask it. Paper fills are a function of tape and
 * decisions alone, so on paper the guard's heartbeat is shown, and only the lease and the halt are
 * asked for.
 */
public final class TradingGate {
  /** What must be known to be well. */
  public enum Fact {
    LEASE,
    RISK_GUARD,
    NO_HALT
  }

  private final Map<Fact, Long> goodUntilMs = new EnumMap<>(Fact.class);

  /** Confirms a fact until a time. */
  public void confirm(Fact fact, long untilMs) {
    goodUntilMs.put(fact, untilMs);
  }

  /** Takes a fact back at once. */
  public void deny(Fact fact) {
    goodUntilMs.remove(fact);
  }

  /** What keeps the gate shut at that time; empty = open. */
  public Set<Fact> missing(long nowMs) {
    Set<Fact> missing = EnumSet.allOf(Fact.class);
    goodUntilMs.forEach((fact, until) -> missing.removeIf(f -> f == fact && nowMs < until));
    return missing;
  }
}
