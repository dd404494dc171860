package io.tapeloom.sim.io;

import io.tapeloom.sim.Refused;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered to a call.
 *
 * @param status HTTP status
 * @param body JSON: a result, or {@code code} and {@code msg}
 * @param headers usage and Retry-After
 * @param account who called, 0 for nobody
 */
record Reply(int status, String body, Map<String, String> headers, int account) {
  static Reply ok(String body, int account) {
    return new Reply(200, body, Map.of(), account);
  }

  static Reply refused(Refused refused, int account) {
    int status = Statuses.of(refused.code());
    return new Reply(status, body(refused.code(), refused.text()), Map.of(), account);
  }

  /** Any failure in the exchange's form; a mistake of the exchange itself is -1000. */
  static Reply failed(Throwable cause, int account) {
    return switch (cause) {
      case Refused refused -> refused(refused, account);
      case PartFailure part -> new Reply(part.status(), part.body(), Map.of(), account);
      case TooMany many ->
          new Reply(
              many.status(),
              body(many.refused().code(), many.refused().text()),
              Map.of("Retry-After", "" + many.retryAfterSeconds()),
              account);
      default ->
          new Reply(
              500,
              body(-1000, "An unknown error occurred while processing the request."),
              Map.of(),
              account);
    };
  }

  static String body(int code, String text) {
    return new JsonObject().put("code", code).put("msg", text).encode();
  }

  boolean succeeded() {
    return status == 200;
  }

  Reply with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(more);
    all.putAll(headers);
    return new Reply(status, body, all, account);
  }
}
