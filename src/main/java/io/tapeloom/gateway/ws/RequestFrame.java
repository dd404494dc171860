package io.tapeloom.gateway.ws;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * One request as it came over a socket, checked as far as every frame must be.
 *
 * @param requestId what the caller calls it, if anything
 */
record RequestFrame(Optional<String> requestId, String type, JsonObject data) {
  static final String VERSION = "2.0";
  private static final int ID_LENGTH = 64;
  private static final int TYPE_LENGTH = 64;
  private static final Set<String> MEMBERS =
      Set.of("protocolVersion", "type", "requestId", "timestamp", "data");

  /**
   * Reads a frame.
   *
   * @throws Refused with PROTOCOL_ERROR, naming the member at fault
   */
  static RequestFrame parse(String text) {
    JsonObject json = json(text);
    Optional<String> requestId = requestId(json);
    try {
      checkMembers(json);
      checkVersion(json.getValue("protocolVersion"));
      checkTime(json.getValue("timestamp"));
      return new RequestFrame(requestId, type(json.getValue("type")), data(json));
    } catch (Refused refused) {
      throw refused.to(requestId);
    }
  }

  /** What a frame calls itself that nobody looks at further, empty where it cannot be read. */
  static Optional<String> id(String text) {
    try {
      return requestId(json(text));
    } catch (Refused unreadable) {
      return Optional.empty();
    }
  }

  private static JsonObject json(String text) {
    try {
      return new JsonObject(text);
    } catch (DecodeException | ClassCastException | StackOverflowError noObject) {
      throw wrong("frame: expected one JSON object");
    }
  }

  private static Optional<String> requestId(JsonObject json) {
    if (!json.containsKey("requestId")) {
      return Optional.empty();
    }
    if (json.getValue("requestId") instanceof String id
        && !id.isEmpty()
        && id.length() <= ID_LENGTH) {
      return Optional.of(id);
    }
    throw wrong("requestId: expected a text of 1 to " + ID_LENGTH + " characters");
  }

  private static void checkMembers(JsonObject json) {
    for (String name : json.fieldNames()) {
      if (!MEMBERS.contains(name)) {
        throw wrong(
            "frame: expected protocolVersion, type, requestId, timestamp and data, got "
                + Refused.shown(name));
      }
    }
  }

  private static void checkVersion(Object version) {
    if (!VERSION.equals(version)) {
      throw wrong("protocolVersion: expected \"2.0\", got " + Refused.shown(version));
    }
  }

  private static void checkTime(Object time) {
    boolean whole = time instanceof Integer || time instanceof Long;
    if (!whole || ((Number) time).longValue() < 0) {
      throw wrong("timestamp: expected ms since 1970, got " + Refused.shown(time));
    }
  }

  private static String type(Object type) {
    if (type instanceof String name && !name.isEmpty() && name.length() <= TYPE_LENGTH) {
      return name;
    }
    throw wrong("type: expected the name of a request, got " + Refused.shown(type));
  }

  private static JsonObject data(JsonObject json) {
    if (json.getValue("data") instanceof JsonObject data) {
      return data;
    }
    throw wrong("data: expected an object, {} where a request has no parameters");
  }

  private static Refused wrong(String message) {
    return Refused.of(ErrorCode.PROTOCOL_ERROR, message);
  }
}
