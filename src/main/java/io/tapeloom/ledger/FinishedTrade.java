package io.tapeloom.ledger;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;

/**
 * A closed cycle with what it can be grouped by.
 *
 * @param tier how large it was meant to be
 * @param feeUsdt all its fees, within its result already
 */
public record FinishedTrade(
    ClosedCycle result, String strategy, Side side, String tier, long entryMs, Fixed feeUsdt) {
  /** How long it was held, in market milliseconds. */
  public long heldMs() {
    return result.closedMs() - entryMs;
  }
}
