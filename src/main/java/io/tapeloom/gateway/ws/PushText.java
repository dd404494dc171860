package io.tapeloom.gateway.ws;

import io.netty.buffer.ByteBuf;

/** Writes UPDATE frames: one text that is used again and again. */
final class PushText {
  private final StringBuilder text = new StringBuilder(512);
  private long nowMs;

  void at(long marketMs) {
    nowMs = marketMs;
  }

  long nowMs() {
    return nowMs;
  }

  /** Begins an update of that key; the caller appends the member's value. */
  StringBuilder begin(SubscriptionKey key, String member) {
    text.setLength(0);
    return text.append("{\"protocolVersion\":\"2.0\",\"type\":\"UPDATE\",\"timestamp\":")
        .append(nowMs)
        .append(",\"data\":{\"subscriptionKey\":\"")
        .append(key.text())
        .append("\",\"")
        .append(member)
        .append("\":");
  }

  void end(ByteBuf out) {
    Frames.ascii(out, text.append("}}"));
  }
}
