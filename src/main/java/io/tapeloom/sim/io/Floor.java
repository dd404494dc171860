package io.tapeloom.sim.io;

import io.tapeloom.sim.TradeSource;
import io.vertx.core.Vertx;

/**
 * What every part of one exchange stands on.
 *
 * @param source the market's tapes
 * @param time market time
 * @param events where desks put what users are told
 */
public record Floor(
    Vertx vertx, SimSettings settings, TradeSource source, SimTime time, UserEvents events) {}
