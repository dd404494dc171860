package io.tapeloom.ledger;

import io.tapeloom.kernel.Instrument;

/**
 * A trade cycle moved to another state.
 *
 * @param cycleId row of {@code trade_cycle}
 * @param state name of the new state
 * @param timeMs market time of the change
 */
public record CycleChanged(
    Instrument instrument, long cycleId, String account, String state, long timeMs)
    implements LedgerEvent {}
