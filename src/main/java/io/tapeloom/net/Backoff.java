package io.tapeloom.net;

/**
 * How long to wait before trying again: a random part of a limit that doubles, so that many clients
 * that lost the same server do not come back at one moment.
 *
 * @param firstMs limit of the first wait
 * @param capMs the limit never grows beyond this
 */
public record Backoff(long firstMs, long capMs) {
  /** Refuses limits that would not wait. */
  public Backoff {
    if (firstMs < 1 || capMs < firstMs) {
      throw new IllegalArgumentException(
          "backoff: expected 1 <= first <= cap, got " + firstMs + " and " + capMs + " ms");
    }
  }

  /**
   * Milliseconds to wait, from 1 to the limit of that attempt.
   *
   * @param attempt tries that failed since the last success, from 0
   * @param chance a number from 0 up to 1
   */
  public long delayMs(int attempt, double chance) {
    long limit = capMs;
    if (attempt < 30 && firstMs << attempt < capMs) {
      limit = firstMs << attempt;
    }
    return Math.max(1, (long) Math.ceil(limit * chance));
  }
}
