package io.tapeloom.ledger;

import java.util.EnumSet;
import java.util.Set;

/** States of a trade cycle and the legal moves between them; the database holds the same table. */
public enum CycleState {
  PLANNED,
  ENTERING,
  OPEN_UNPROTECTED,
  OPEN_PROTECTED,
  EXITING,
  CLOSED,
  QUARANTINED;

  /** Where a cycle may go from here; an entry that never happened closes at once. */
  public Set<CycleState> next() {
    return switch (this) {
      case PLANNED -> EnumSet.of(ENTERING, CLOSED, QUARANTINED);
      case ENTERING -> EnumSet.of(OPEN_UNPROTECTED, CLOSED, QUARANTINED);
      case OPEN_UNPROTECTED -> EnumSet.of(OPEN_PROTECTED, EXITING, QUARANTINED);
      case OPEN_PROTECTED -> EnumSet.of(OPEN_UNPROTECTED, EXITING, QUARANTINED);
      case EXITING -> EnumSet.of(CLOSED, QUARANTINED);
      case QUARANTINED -> EnumSet.of(EXITING, CLOSED);
      case CLOSED -> EnumSet.noneOf(CycleState.class);
    };
  }
}
