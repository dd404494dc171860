package io.tapeloom.binance;

/**
 * What one address may still ask the exchange this minute. The exchange counts in minutes of the
 * clock, not sliding, and says in each answer what it has counted; its word wins over ours. Shared
 * by all who use the address, from any thread.
 */
public final class WeightBudget {
  private static final long MINUTE_MS = 60_000;
  private final int perMinute;
  private long minute = Long.MIN_VALUE;
  private int used;
  private long forbiddenUntilMs = Long.MIN_VALUE;

  /** A budget of that weight in each minute, 0 = unlimited. */
  public WeightBudget(int perMinute) {
    this.perMinute = perMinute;
  }

  /** Takes the weight and answers 0, or answers the milliseconds to wait before asking again. */
  public synchronized long take(int weight, long nowMs) {
    if (nowMs < forbiddenUntilMs) {
      return forbiddenUntilMs - nowMs;
    }
    turn(nowMs);
    boolean fits = perMinute == 0 || used == 0 || used + weight <= perMinute;
    if (!fits) {
      return (minute + 1) * MINUTE_MS - nowMs;
    }
    used += weight;
    return 0;
  }

  /** Hears what the exchange has counted for this minute. */
  public synchronized void counted(int weight, long nowMs) {
    turn(nowMs);
    used = Math.max(used, weight);
  }

  /** Hears that nothing may be asked before that time. */
  public synchronized void forbid(long untilMs) {
    forbiddenUntilMs = Math.max(forbiddenUntilMs, untilMs);
  }

  /** Weight spent in the minute of that time. */
  public synchronized int used(long nowMs) {
    turn(nowMs);
    return used;
  }

  private void turn(long nowMs) {
    long now = Math.floorDiv(nowMs, MINUTE_MS);
    if (now != minute) {
      minute = now;
      used = 0;
    }
  }
}
