package io.tapeloom.risk;

import io.tapeloom.kernel.Fixed;

/** What the risk engine says to a proposal. */
public sealed interface Verdict {
  /** Enter that much. */
  record Approved(Fixed qty) implements Verdict {}

  /** Do not enter. */
  record Refused(RefusalReason reason) implements Verdict {}
}
