package io.tapeloom.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back to the caller.
 *
 * @param status HTTP status
 * @param contentType media type of the body
 * @param headers further headers
 */
public record Answer(int status, String contentType, Buffer body, Map<String, String> headers) {
  private static final String JSON = "application/json";

  /** Copies the headers so that an answer never changes. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** 200 with a JSON object. */
  public static Answer json(JsonObject body) {
    return json(200, body);
  }

  /** That status with a JSON object. */
  public static Answer json(int status, JsonObject body) {
    return new Answer(status, JSON, body.toBuffer(), Map.of());
  }

  /** 200 with JSON that is already encoded. */
  public static Answer json(Buffer body) {
    return new Answer(200, JSON, body, Map.of());
  }

  /** 200 with a body of another media type. */
  public static Answer of(String contentType, Buffer body) {
    return new Answer(200, contentType, body, Map.of());
  }

  /** The same answer with one more header. */
  public Answer withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, contentType, body, more);
  }
}
