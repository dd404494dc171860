package io.tapeloom.gateway.ws;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Frames that answer requests, as text. */
final class Replies {
  private Replies() {}

  /** The second of the three phases: the request was understood. */
  static String ack(Optional<String> requestId, long nowMs) {
    return frame("ACK", requestId, nowMs, "{}");
  }

  static String error(Refused refused, long nowMs) {
    JsonObject data =
        new JsonObject().put("errorCode", refused.code()).put("errorMessage", refused.getMessage());
    return frame("ERROR", refused.requestId(), nowMs, data.encode());
  }

  /** A frame of that type; data is JSON already. */
  static String frame(String type, Optional<String> requestId, long nowMs, String data) {
    StringBuilder out = new StringBuilder(data.length() + 160);
    out.append("{\"protocolVersion\":\"").append(RequestFrame.VERSION);
    out.append("\",\"type\":\"").append(type).append('"');
    requestId.ifPresent(id -> out.append(",\"requestId\":").append(Json.encode(id)));
    out.append(",\"timestamp\":").append(nowMs);
    return out.append(",\"data\":").append(data).append('}').toString();
  }
}
