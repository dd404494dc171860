package io.tapeloom.sim.spot;

/**
 * A trade with oneself that did not happen.
 *
 * @param takerE8 what the incoming order lost, -1 when it went on
 * @param makerE8 what the resting order lost, -1 when it stayed
 */
public record PreventedMatch(
    String symbol,
    long matchId,
    long takerOrderId,
    long makerOrderId,
    StpMode mode,
    long priceE8,
    long takerE8,
    long makerE8,
    long timeMs) {}
