package io.tapeloom.signal;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** When each strategy last made a tradeable decision, and whether it still rests. */
final class Cooldown {
  private final long restMs;
  private final Map<String, Long> last = new TreeMap<>();

  Cooldown(long restMs) {
    this.restMs = restMs;
  }

  boolean resting(String strategy, long t) {
    Long before = last.get(strategy);
    return before != null && t - before < restMs;
  }

  void traded(String strategy, long t) {
    last.merge(strategy, t, Math::max);
  }

  Map<String, Long> lastByStrategy() {
    return Collections.unmodifiableMap(new TreeMap<>(last));
  }
}
