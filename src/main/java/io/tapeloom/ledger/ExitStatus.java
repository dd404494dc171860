package io.tapeloom.ledger;

import java.util.Locale;

/** How a cycle ended. */
public enum ExitStatus {
  /** Second target. */
  TP,
  /** Stop at its first price. */
  SL,
  /** Stop after it was moved to the entry price. */
  SL_BE,
  /** Held for too long. */
  TIMEOUT,
  /** The opposite signal. */
  SIGNAL_FLIP,
  /** By hand. */
  MANUAL;

  /** Lower-case name used in rows and answers. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of a code. */
  public static ExitStatus parse(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
