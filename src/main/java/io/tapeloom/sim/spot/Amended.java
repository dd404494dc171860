package io.tapeloom.sim.spot;

import java.util.Optional;

/**
 * An order after its quantity was made smaller.
 *
 * @param origClientOrderId the client order id that it had before
 */
public record Amended(
    OrderView order,
    String origClientOrderId,
    long executionId,
    Optional<ListView> list,
    long timeMs) {}
