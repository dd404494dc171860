package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;

/** Connections that carry user events. */
interface Wire extends UserEvents {
  /** Breaks every connection that listens for that account, without a farewell. */
  void cut(Market market, int account);
}
