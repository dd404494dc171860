package io.tapeloom.sim.io.market;

/** A regular beat of market time: true once whenever a multiple of its period has passed. */
final class Beat {
  private final long everyMs;
  private long last;

  Beat(long everyMs, long nowMs) {
    this.everyMs = everyMs;
    this.last = Math.floorDiv(nowMs, everyMs);
  }

  boolean due(long nowMs) {
    long now = Math.floorDiv(nowMs, everyMs);
    if (now == last) {
      return false;
    }
    last = now;
    return true;
  }
}
