package io.tapeloom.risk;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What no entry may exceed.
 *
 * @param maxPositions symbols a strategy may hold at once
 * @param known strategies whose exits are known
 * @param enabled strategies that may trade
 */
public record Limits(int maxPositions, Set<String> known, Set<String> enabled) {
  /** Copies the names in order. */
  public Limits {
    known = Collections.unmodifiableSet(new TreeSet<>(known));
    enabled = Collections.unmodifiableSet(new TreeSet<>(enabled));
  }
}
