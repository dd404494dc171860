package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import java.util.ArrayList;
import java.util.List;

/** Hands what desks say to the connections that listen for the account, in the order said. */
final class UserStreams implements UserEvents {
  private final List<UserEvents> listeners = new ArrayList<>();

  /** Adds a listener; all hear of every event. */
  void listen(UserEvents listener) {
    listeners.add(listener);
  }

  @Override
  public void publish(Market market, int account, String type, String json) {
    listeners.forEach(listener -> listener.publish(market, account, type, json));
  }
}
