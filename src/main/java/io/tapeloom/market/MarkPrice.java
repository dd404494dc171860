package io.tapeloom.market;

import io.tapeloom.kernel.Instrument;

/**
 * Mark and index price with the running funding rate.
 *
 * @param markE8 mark price in 1e-8
 * @param indexE8 index price in 1e-8
 * @param fundingRateE8 rate of the running interval in 1e-8 (0.0001 = 0.01 %)
 * @param nextFundingMs settlement time, ms since the epoch
 * @param timeMs exchange time, ms since the epoch
 */
public record MarkPrice(
    Instrument instrument,
    long markE8,
    long indexE8,
    long fundingRateE8,
    long nextFundingMs,
    long timeMs)
    implements MarketEvent {}
