package io.tapeloom.sim.io;

/** Request weight used in the running clock minute; the minute starts at :00, as documented. */
final class Weights {
  private final int perMinute;
  private long minute;
  private int used;

  Weights(int perMinute) {
    this.perMinute = perMinute;
  }

  /** Counts a request and returns what the minute has used. */
  int use(int weight, long realMs) {
    long now = realMs / 60_000;
    used = now == minute ? used + weight : weight;
    minute = now;
    return used;
  }

  boolean exceeded() {
    return perMinute > 0 && used > perMinute;
  }

  int limit() {
    return perMinute;
  }

  static long retryAfterSeconds(long realMs) {
    return 60 - realMs / 1000 % 60;
  }
}
