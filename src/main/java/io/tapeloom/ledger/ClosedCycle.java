package io.tapeloom.ledger;

import io.tapeloom.kernel.Fixed;

/**
 * The result of one finished cycle.
 *
 * @param pnlUsdt after fees
 * @param pnlR after fees, in units of what was risked
 */
public record ClosedCycle(
    String symbol, ExitStatus status, long closedMs, Fixed pnlUsdt, Fixed pnlR) {}
