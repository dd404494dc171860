package io.tapeloom.signal;

import java.util.Set;
import java.util.TreeSet;

/**
 * Says which boundaries were sealed too late to be traded. Lateness is a fact of a run and not of
 * its tape, so a replay is told and never guesses.
 */
@FunctionalInterface
public interface Punctuality {
  /** True when the boundary {@code t}, sealed at {@code sealedMs}, must not be traded. */
  boolean late(long t, long sealedMs);

  /** Late is what was sealed more than that long after its boundary. */
  static Punctuality within(long maxSealDelayMs) {
    return (t, sealedMs) -> sealedMs - t > maxSealDelayMs;
  }

  /** Late are exactly these boundaries; empty = nothing is late. */
  static Punctuality listed(Set<Long> lateBoundaries) {
    Set<Long> late = new TreeSet<>(lateBoundaries);
    return (t, sealedMs) -> late.contains(t);
  }
}
