package io.tapeloom.ledger;

import io.tapeloom.kernel.Instrument;

/** Something that changed orders, fills or cycles; its row is already committed. */
public sealed interface LedgerEvent permits CycleChanged {
  /** Whose event this is. */
  Instrument instrument();
}
