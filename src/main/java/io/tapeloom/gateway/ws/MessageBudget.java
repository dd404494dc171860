package io.tapeloom.gateway.ws;

/** How many frames a socket may still send: refilled evenly, never above one second's worth. */
final class MessageBudget {
  private static final double SECOND = 1e9;

  /** How many more frames may be refused than are heard until nobody listens any more. */
  private static final int PATIENCE = 200;

  private final int perSecond;
  private double left;
  private long lastNanos;
  private int refused;

  MessageBudget(int perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.left = perSecond;
    this.lastNanos = nowNanos;
  }

  /** True when a frame that came now may be heard. */
  boolean take(long nowNanos) {
    left = Math.min(perSecond, left + (nowNanos - lastNanos) / SECOND * perSecond);
    lastNanos = nowNanos;
    if (left < 1) {
      refused++;
      return false;
    }
    left--;
    refused = Math.max(0, refused - 1);
    return true;
  }

  /** True when the socket goes on and on although it is refused. */
  boolean isFlooded() {
    return refused >= PATIENCE;
  }
}
