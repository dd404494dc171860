package io.tapeloom.signal;

/** Why a decision is not traded; the closed list, in the order in which it is written. */
public enum Withheld {
  WARMING,
  GAP,
  LATE,
  STALE_INPUT,
  NO_DIRECTION,
  BELOW_THRESHOLD,
  COOLDOWN,
  POSITION_OPEN,
  MAX_POSITIONS,
  DISABLED;

  /** Lower-case name used in decision lines and rows. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
