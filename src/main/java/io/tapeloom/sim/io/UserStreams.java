package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hands what desks say to the connections that listen for the account, in the order said. What is
 * said while a call is at work is sent after the call's reply.
 */
public final class UserStreams implements UserEvents {
  private static final Pattern TIME = Pattern.compile("\"E\":([0-9]{1,18})");
  private static final Comparator<Said> BY_TIME =
      Comparator.<Said>comparingLong(said -> timeMs(said.json(), Long.MAX_VALUE))
          .thenComparing(Said::market);

  private final List<UserEvents> listeners = new ArrayList<>();
  private final Deque<Said> waiting = new ArrayDeque<>();
  private final List<Said> gathered = new ArrayList<>();
  private boolean gathering;
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

  /**
   * Lets time pass for several desks that tell of it one after the other, and sends what they told
   * in the order of its time: when anybody looked makes no difference.
   */
  void gather(Runnable passing) {
    gathering = true;
    try {
      passing.run();
    } finally {
      gathering = false;
      if (!gathered.isEmpty()) {
        List<Said> told = new ArrayList<>(gathered);
        gathered.clear();
        told.sort(BY_TIME);
        told.forEach(this::send);
      }
    }
  }

  /** The time that an event names, or another when it names none. */
  static long timeMs(String json, long otherMs) {
    Matcher time = TIME.matcher(json);
    return time.find() ? Long.parseLong(time.group(1)) : otherMs;
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
    if (gathering) {
      gathered.add(said);
    } else if (held) {
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
