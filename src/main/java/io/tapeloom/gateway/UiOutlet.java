package io.tapeloom.gateway;

import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Where snapshots leave for the browsers. */
final class UiOutlet {
  private final EventBus eventBus;
  private final UiFrames frames;
  private final InstantSource clock;

  UiOutlet(EventBus eventBus, UiFrames frames, InstantSource clock) {
    this.eventBus = eventBus;
    this.frames = frames;
    this.clock = clock;
  }

  /** Publishes a snapshot if the topic is due; the body is only made then. */
  void flush(UiTopic topic, long nowNanos, Supplier<JsonObject> body) {
    if (topic.due(nowNanos)) {
      JsonObject snapshot = topic.stamp(body.get(), nowNanos, clock.millis());
      frames.put(topic.address(), snapshot);
      eventBus.publish(topic.address(), snapshot, UiCodec.OPTIONS);
    }
  }
}
