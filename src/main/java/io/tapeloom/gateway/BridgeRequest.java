package io.tapeloom.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** What a browser may ask of the bridge, in the words of Vert.x's event bus clients. */
sealed interface BridgeRequest {
  /** Wants the snapshots of an address from now on. */
  record Register(String address) implements BridgeRequest {}

  /** Wants them no more. */
  record Unregister(String address) implements BridgeRequest {}

  /** Says that it is alive; nothing answers. */
  record Ping() implements BridgeRequest {}

  /** Wants to speak to an address, which nobody may. */
  record Talk() implements BridgeRequest {}

  /** Cannot be understood, in the bridge's word for it. */
  record Nonsense(String word) implements BridgeRequest {}

  /** Reads one message. */
  static BridgeRequest parse(Buffer message) {
    try {
      return parse(new JsonObject(message));
    } catch (DecodeException e) {
      return new Nonsense("invalid_json");
    }
  }

  private static BridgeRequest parse(JsonObject message) {
    if (!(message.getValue("type") instanceof String type)) {
      return new Nonsense("missing_type");
    }
    return switch (type) {
      case "ping" -> new Ping();
      case "send", "publish" -> new Talk();
      case "register", "unregister" -> addressed(type, message);
      default -> new Nonsense("invalid_type");
    };
  }

  private static BridgeRequest addressed(String type, JsonObject message) {
    if (!(message.getValue("address") instanceof String address)) {
      return new Nonsense("missing_address");
    }
    return type.equals("register") ? new Register(address) : new Unregister(address);
  }
}
