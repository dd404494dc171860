package io.tapeloom.web;

/**
 * How often something may still happen: {@code burst} times at once, and as time puts back. Not for
 * several threads.
 */
public final class TokenBucket {
  private static final double NANOS = 1e9;
  private final double burst;
  private final double perSecond;
  private double tokens;
  private long atNanos;

  /** A full bucket. */
  public TokenBucket(long burst, double perSecond, long nowNanos) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.tokens = burst;
    this.atNanos = nowNanos;
  }

  /** One second's worth at once, and as many each second after that. */
  public static TokenBucket evenly(int perSecond, long nowNanos) {
    return new TokenBucket(perSecond, perSecond, nowNanos);
  }

  /** Takes one token; false where there is none left. Time that goes back gives nothing. */
  public boolean take(long nowNanos) {
    double back = Math.max(0, nowNanos - atNanos) * perSecond / NANOS;
    tokens = Math.min(burst, tokens + back);
    atNanos = nowNanos;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /** What is left, as of the last taking. */
  double tokens() {
    return tokens;
  }
}
