package io.tapeloom.sim.book;

/** What became of an order by the time {@link MatchingBook#submit} returns. */
public enum Result {
  /** Rests whole; nothing traded. */
  RESTING,
  /** Traded whole. */
  FILLED,
  /** Traded in part; the rest rests. */
  PARTLY_FILLED_RESTING,
  /** Gone with something left; the listener heard {@code expired} with what and why. */
  EXPIRED,
  /** Would have traded at once; nothing happened and the listener heard nothing. */
  REJECTED_POST_ONLY,
  /** Cannot trade whole at once; nothing happened and the listener heard nothing. */
  REJECTED_FOK
}
