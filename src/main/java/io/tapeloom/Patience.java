package io.tapeloom;

import io.tapeloom.net.Backoff;

/**
 * How long to wait before a station that broke is replaced: longer each time, until one has run
 * well for a while; then a fault counts as the first again.
 */
final class Patience {
  private static final Backoff BACKOFF = new Backoff(1_000, 30_000);
  private static final long HEALTHY_NANOS = 60_000_000_000L;
  private int faults;

  /** The wait after a fault of a station that ran that long. */
  long delayMs(long ranNanos) {
    if (ranNanos >= HEALTHY_NANOS) {
      faults = 0;
    }
    return BACKOFF.delayMs(faults++, 1);
  }
}
