package io.tapeloom.gateway;

/** So many messages at once, and as many each second after that. */
final class MessageBudget {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private final long perSecond;
  private long spentNanos;
  private long seenNanos;

  MessageBudget(int perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.seenNanos = nowNanos;
  }

  /** Takes one message; false when there is none left. */
  boolean take(long nowNanos) {
    spentNanos = Math.max(0, spentNanos - (nowNanos - seenNanos));
    seenNanos = nowNanos;
    if (spentNanos + SECOND_NANOS / perSecond > SECOND_NANOS) {
      return false;
    }
    spentNanos += SECOND_NANOS / perSecond;
    return true;
  }
}
