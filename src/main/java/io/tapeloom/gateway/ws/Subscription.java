package io.tapeloom.gateway.ws;

import io.vertx.core.json.JsonObject;

/** One key of one socket, and what was delivered under it. */
final class Subscription {
  private final Topic topic;
  private final long sinceMs;
  private final long sinceFrames;
  private long skipped;

  Subscription(Topic topic, long nowMs) {
    this.topic = topic;
    this.sinceMs = nowMs;
    this.sinceFrames = topic.frames();
  }

  Topic topic() {
    return topic;
  }

  /** Frames that the socket was spared; negative when it was told some twice. */
  void skipped(int frames) {
    skipped += frames;
  }

  JsonObject json() {
    SubscriptionKey key = topic.key();
    long messages = topic.frames() - sinceFrames - skipped;
    return new JsonObject()
        .put("subscriptionKey", key.text())
        .put("dataType", key.kind().name())
        .put("exchange", Listing.EXCHANGE)
        .put("symbol", key.listing().name().full())
        .put("interval", key.interval().map(TvInterval::code).orElse(null))
        .put("productType", key.listing().productType())
        .put("status", "active")
        .put("subscribedAt", sinceMs)
        .put("messageCount", messages)
        .put("lastMessageAt", messages > 0 ? Math.max(topic.lastMs(), sinceMs) : null);
  }
}
