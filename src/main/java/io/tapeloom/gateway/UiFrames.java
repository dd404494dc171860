package io.tapeloom.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest snapshot of each address as the bytes that go to a browser, encoded once for all
 * sockets; whoever registers gets it at once instead of waiting for the next change.
 */
final class UiFrames {
  /** Stands for the number of a body that has none. */
  static final long UNNUMBERED = Long.MAX_VALUE;

  private final Map<String, Frame> newest = new ConcurrentHashMap<>();

  /** One snapshot. */
  static final class Frame {
    private final String address;
    private final JsonObject body;
    private volatile Buffer encoded;

    Frame(String address, JsonObject body) {
      this.address = address;
      this.body = body;
    }

    /** Number of the snapshot within its address. */
    long seq() {
      return body.getLong("seq", UNNUMBERED);
    }

    Buffer encoded() {
      Buffer done = encoded;
      if (done == null) {
        done = envelope().toBuffer();
        encoded = done;
      }
      return done;
    }

    private JsonObject envelope() {
      return new JsonObject().put("type", "rec").put("address", address).put("body", body);
    }
  }

  void put(String address, JsonObject body) {
    newest.put(address, new Frame(address, body));
  }

  /** The newest frame of that address. */
  Optional<Frame> newest(String address) {
    return Optional.ofNullable(newest.get(address));
  }

  /** The frame of a snapshot that the bus brought; mostly the newest, encoded already. */
  Frame of(String address, JsonObject body) {
    Frame frame = newest.get(address);
    return frame != null && frame.body == body ? frame : new Frame(address, body);
  }
}
