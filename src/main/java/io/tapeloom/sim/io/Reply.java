package io.tapeloom.sim.io;

import io.tapeloom.sim.Refused;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered to a call.
 *
 * @param status HTTP status
 * @param body a result, or {@code code} and {@code msg}
 * @param headers usage and Retry-After
 * @param account who called, 0 for nobody
 * @param form what the body is
 */
record Reply(int status, String body, Map<String, String> headers, int account, Form form) {
  /** What goes over the wire. */
  enum Form {
    /** JSON, as it should. */
    JSON,
    /** A page for people. */
    PAGE,
    /** Nothing: the connection ends. */
    LOST
  }

  static Reply ok(String body, int account) {
    return new Reply(200, body, Map.of(), account, Form.JSON);
  }

  static Reply error(int status, int code, String text, int account) {
    return new Reply(status, body(code, text), Map.of(), account, Form.JSON);
  }

  static Reply refused(Refused refused, int account) {
    return error(Statuses.of(refused.code()), refused.code(), refused.text(), account);
  }

  /** Any failure in the exchange's form; a mistake of the exchange itself is -1000. */
  static Reply failed(Throwable cause, int account) {
    return switch (cause) {
      case Refused refused -> refused(refused, account);
      case PartFailure part -> new Reply(part.status(), part.body(), Map.of(), account, Form.JSON);
      case TooMany many -> tooMany(many, account);
      default ->
          error(500, -1000, "An unknown error occurred while processing the request.", account);
    };
  }

  private static Reply tooMany(TooMany many, int account) {
    String body = body(many.refused().code(), many.refused().text());
    Map<String, String> after = Map.of("Retry-After", "" + many.retryAfterSeconds());
    return new Reply(many.status(), body, after, account, Form.JSON);
  }

  static String body(int code, String text) {
    return new JsonObject().put("code", code).put("msg", text).encode();
  }

  boolean succeeded() {
    return status == 200 && form == Form.JSON;
  }

  /** The same with another body of that form. */
  Reply saying(String other, Form as) {
    return new Reply(status, other, headers, account, as);
  }

  Reply with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(more);
    all.putAll(headers);
    return new Reply(status, body, all, account, form);
  }
}
