package io.tapeloom.gateway;

import io.tapeloom.bus.Channels;
import io.vertx.core.json.JsonObject;

/**
 * One address of the browser's side: counts its snapshots and lets one out when something changed
 * and the last one is old enough. What happens in between is in the next snapshot.
 */
final class UiTopic {
  private final String address;
  private final long gapNanos;
  private long seq;
  private long sentNanos;
  private boolean changed;

  UiTopic(String topic, long gapMs) {
    this.address = Channels.ui(topic).address();
    // A tick that comes a little early must not wait for the next one.
    this.gapNanos = gapMs * 1_000_000 - 20_000_000;
    this.sentNanos = -gapMs * 1_000_000;
  }

  String address() {
    return address;
  }

  void touch() {
    changed = true;
  }

  boolean due(long nowNanos) {
    return changed && nowNanos - sentNanos >= gapNanos;
  }

  /** Numbers and times a snapshot that goes out now. */
  JsonObject stamp(JsonObject body, long nowNanos, long marketMs) {
    changed = false;
    sentNanos = nowNanos;
    return body.put("seq", ++seq).put("t", marketMs);
  }
}
