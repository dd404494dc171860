package io.tapeloom.sim;

/**
 * A count per fixed interval of the clock: the minute starts at :00, it does not slide.
 *
 * <p>Not thread-safe.
 */
public final class FixedWindow {
  private final long intervalMs;
  private final long limit;
  private long interval = Long.MIN_VALUE;
  private long used;

  /**
   * A window.
   *
   * @param limit most per interval, 0 for no limit
   */
  public FixedWindow(long intervalMs, long limit) {
    this.intervalMs = intervalMs;
    this.limit = limit;
  }

  /** Counts, and returns what the running interval has used. */
  public long add(long amount, long nowMs) {
    used = Math.max(0, used(nowMs) + amount);
    return used;
  }

  /** What the running interval has used. */
  public long used(long nowMs) {
    long running = Math.floorDiv(nowMs, intervalMs);
    if (running != interval) {
      interval = running;
      used = 0;
    }
    return used;
  }

  /** Whether that much more would be too much. */
  public boolean refuses(long amount, long nowMs) {
    return limit > 0 && used(nowMs) + amount > limit;
  }

  /** Most per interval, 0 for no limit. */
  public long limit() {
    return limit;
  }

  /** Length of the interval. */
  public long intervalMs() {
    return intervalMs;
  }

  /** Seconds until the next interval, at least 1. */
  public long secondsLeft(long nowMs) {
    return (intervalMs - Math.floorMod(nowMs, intervalMs) + 999) / 1000;
  }
}
