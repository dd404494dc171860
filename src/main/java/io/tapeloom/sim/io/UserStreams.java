package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Hands what desks say to the connections that listen for the account, in the order said. What is
 * said while a call is at work is sent after the call's reply.
 */
public final class UserStreams implements UserEvents {
  private final List<UserEvents> listeners = new ArrayList<>();
  private final Deque<Said> waiting = new ArrayDeque<>();
  private boolean held;
  private boolean muted;

  /** One event of a desk. */
  private record Said(Market market, int account, String type, String json) {}

  /** Adds a listener; all hear of every event. */
  void listen(UserEvents listener) {
    listeners.add(listener);
  }

  /** Keeps events back until the reply is out. */
  void hold() {
    held = true;
  }

  /** Lets events vanish, or come again. */
  void mute(boolean silent) {
    muted = silent;
  }

  /** Sends what was kept back. */
  void release() {
    held = false;
    for (Said said = waiting.poll(); said != null; said = waiting.poll()) {
      send(said);
    }
  }

  @Override
  public void publish(Market market, int account, String type, String json) {
    Said said = new Said(market, account, type, json);
    if (muted) {
      return;
    }
    if (held) {
      waiting.add(said);
    } else {
      send(said);
    }
  }

  private void send(Said said) {
    for (UserEvents listener : listeners) {
      listener.publish(said.market(), said.account(), said.type(), said.json());
    }
  }
}
