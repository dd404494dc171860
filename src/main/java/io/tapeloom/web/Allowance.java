package io.tapeloom.web;

/**
 * How often something may happen: {@code burst} times at once, and {@code perSecond} times a second
 * again and again.
 *
 * @param policy its name in the RateLimit headers
 */
public record Allowance(String policy, long burst, double perSecond) {
  /** Refuses an allowance that allows nothing. */
  public Allowance {
    if (burst < 1 || !(perSecond > 0)) {
      throw new IllegalArgumentException(
          policy + ": expected at least one, got " + burst + " and " + perSecond + " a second");
    }
  }

  /** So many times an hour, all at once where somebody wants to. */
  static Allowance hourly(String policy, long perHour) {
    return new Allowance(policy, perHour, perHour / 3_600.0);
  }

  /** Seconds after which an unused allowance is whole again. */
  public long windowS() {
    return Math.max(1, Math.round(burst / perSecond));
  }

  /** The member of {@code RateLimit-Policy}: quota and window in seconds. */
  String header() {
    return "\"" + policy + "\";q=" + burst + ";w=" + windowS();
  }
}
