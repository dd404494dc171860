package io.tapeloom.sim.spot;

/** One change of an open order's quantity. */
public record Amendment(
    String symbol,
    long orderId,
    long executionId,
    String origClientOrderId,
    String newClientOrderId,
    long origQtyE8,
    long newQtyE8,
    long timeMs) {}
