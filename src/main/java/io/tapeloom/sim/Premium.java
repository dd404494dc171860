package io.tapeloom.sim;

/**
 * What futures cost more than spot, as a function of time alone: half of the running funding rate,
 * moving in a straight line towards half of the next one.
 */
final class Premium {
  /** Time between two fundings, in ms. */
  static final long FUNDING_MS = 8 * 3_600_000L;

  private static final long BASE_RATE_E8 = 10_000;

  private final long seed;
  private long interval = Long.MIN_VALUE;
  private long fromE8;
  private long toE8;

  /** The premium of that course. */
  Premium(Course course) {
    seed = Chance.named(0, course.name());
  }

  private Premium(String name) {
    seed = Chance.named(0, name);
  }

  /** The premium at that time in 1e-8 of the price. */
  long e8(long timeMs) {
    long now = Math.floorDiv(timeMs, FUNDING_MS);
    if (now != interval) {
      fromE8 = rateE8(seed, now);
      toE8 = rateE8(seed, now + 1);
      interval = now;
    }
    return (fromE8 + (toE8 - fromE8) * Math.floorMod(timeMs, FUNDING_MS) / FUNDING_MS) / 2;
  }

  /** The same for a symbol of that name. */
  static long e8(String name, long timeMs) {
    return new Premium(name).e8(timeMs);
  }

  /** Rate in 1e-8 of the funding interval that the time lies in, settled at its end. */
  static long rateE8(String name, long timeMs) {
    return rateE8(Chance.named(0, name), Math.floorDiv(timeMs, FUNDING_MS));
  }

  /** About 0.01 % per interval with the odd crowded one, at most 0.3 % either way. */
  private static long rateE8(long seed, long interval) {
    double crowd = Chance.bell(Chance.at(seed, interval));
    return Math.clamp(BASE_RATE_E8 + Math.round(9_000 * crowd * crowd * crowd), -300_000, 300_000);
  }
}
