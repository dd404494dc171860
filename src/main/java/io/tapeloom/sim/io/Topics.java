package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;

/** Where streams are found by their names. */
@FunctionalInterface
public interface Topics {
  /** The stream of that name, such as {@code btcusdt@aggTrade}; the same one each time. */
  Topic of(Market market, String name);
}
