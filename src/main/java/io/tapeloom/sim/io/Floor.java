package io.tapeloom.sim.io;

import io.tapeloom.sim.TradeSource;
import io.vertx.core.Vertx;

/**
 * What every part of one exchange stands on.
 *
 * @param source the market's tapes
 * @param time market time
 * @param events where desks put what users are told
 * @param limits what callers have used
 * @param forced where liquidations are told to everyone
 */
public record Floor(
    Vertx vertx,
    SimSettings settings,
    TradeSource source,
    SimTime time,
    UserStreams events,
    Limits limits,
    ForceOrders forced) {
  /** A floor with user streams and limits of its own. */
  Floor(Vertx vertx, SimSettings settings, TradeSource source, SimTime time) {
    this(
        vertx,
        settings,
        source,
        time,
        new UserStreams(),
        new Limits(settings.weightPerMinute()),
        new ForceOrders());
  }
}
