package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;

/** Where desks put what users are told. */
@FunctionalInterface
public interface UserEvents {
  /**
   * Sends one event to whoever listens for that account, in the order of the calls.
   *
   * @param type the event's name on the wire, such as {@code executionReport}
   * @param json the bare event; wrapping is done here
   */
  void publish(Market market, int account, String type, String json);
}
