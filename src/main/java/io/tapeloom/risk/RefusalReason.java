package io.tapeloom.risk;

import java.util.Locale;

/** Why an entry was not made; the closed list written beside a refused signal. */
public enum RefusalReason {
  /** Somebody halted trading, and nobody has let it go on. */
  HALTED,
  /** No exit rules are known for the strategy. */
  UNKNOWN_PROFILE,
  /** The strategy is switched off. */
  DISABLED,
  /** A cycle of that symbol and strategy waits for an operator. */
  QUARANTINED,
  /** The same side is already held. */
  POSITION_OPEN,
  /** An earlier entry was still waiting for its trade. */
  ENTRY_PENDING,
  /** The score reaches no tier. */
  NO_TIER,
  /** The risked amount buys less than one step. */
  QTY_BELOW_STEP,
  /** The strategy holds as many symbols as it may. */
  MAX_POSITIONS;

  /** Lower-case name used in rows. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
