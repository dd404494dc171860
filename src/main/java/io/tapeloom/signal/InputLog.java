package io.tapeloom.signal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Inputs as they were received, so that a boundary sees exactly what was known before it, however
 * late it is sealed. Values no boundary can ask for any more are dropped.
 */
final class InputLog {
  private static final int FIELDS = 7;

  private final List<Deque<Observed>> received = new ArrayList<>(FIELDS);
  private Inputs last = Inputs.MISSING;
  private boolean changed;

  InputLog() {
    for (int i = 0; i < FIELDS; i++) {
      received.add(new ArrayDeque<>(4));
    }
  }

  /** Takes what is newer than what is known; an absent input is no news. */
  void receive(Inputs inputs) {
    receive(0, inputs.longShortRatio());
    receive(1, inputs.topTraderLongShare());
    receive(2, inputs.openInterestChange1h());
    receive(3, inputs.coinbasePremium());
    receive(4, inputs.fundingRate());
    receive(5, inputs.longLiquidationUsd());
    receive(6, inputs.shortLiquidationUsd());
  }

  private void receive(int field, Optional<Observed> observed) {
    if (observed.isEmpty()) {
      return;
    }
    Deque<Observed> known = received.get(field);
    if (known.isEmpty() || news(observed.get(), known.peekLast())) {
      known.addLast(observed.get());
      changed = true;
    }
  }

  private static boolean news(Observed observed, Observed last) {
    return observed.receivedMs() >= last.receivedMs() && !observed.equals(last);
  }

  /** What was received before {@code t}; boundaries are asked in ascending order. */
  Inputs before(long t) {
    if (changed) {
      last = makeBefore(t);
      changed = received.stream().anyMatch(known -> pending(known, t));
    }
    return last;
  }

  private static boolean pending(Deque<Observed> known, long t) {
    return !known.isEmpty() && known.peekLast().receivedMs() >= t;
  }

  private Inputs makeBefore(long t) {
    return new Inputs(
        newest(0, t),
        newest(1, t),
        newest(2, t),
        newest(3, t),
        newest(4, t),
        newest(5, t),
        newest(6, t));
  }

  private Optional<Observed> newest(int field, long t) {
    Deque<Observed> known = received.get(field);
    Observed found = null;
    while (!known.isEmpty() && known.peekFirst().receivedMs() < t) {
      found = known.pollFirst();
    }
    if (found != null) {
      known.addFirst(found);
    }
    return Optional.ofNullable(found);
  }
}
