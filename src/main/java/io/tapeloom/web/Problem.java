package io.tapeloom.web;

import io.tapeloom.kernel.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * An error as RFC 9457 describes it. It never carries a stack trace, SQL or a path of this machine:
 * whoever needs more looks into the log by the trace id.
 *
 * @param code stable name in kebab case; {@code /problems/<code>} is its type
 * @param detail what was expected and what came
 * @param errors one entry for each field at fault, may be empty
 */
public record Problem(int status, String code, String title, String detail, List<Field> errors) {
  /** Media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * One field at fault.
   *
   * @param pointer where it is, such as {@code /query/limit}
   */
  public record Field(String pointer, String detail) {}

  /** Copies the fields so that a problem never changes. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /** A problem without fields. */
  public static Problem of(int status, String code, String title, String detail) {
    return new Problem(status, code, title, detail, List.of());
  }

  /** 400 that names the field at fault. */
  public static Problem invalid(String pointer, String detail) {
    return new Problem(
        400, "invalid-request", "The request is not valid", detail, fields(pointer, detail));
  }

  /** 400 that names several fields at fault; the first one stands in the detail. */
  public static Problem invalid(List<Field> faults) {
    return new Problem(
        400, "invalid-request", "The request is not valid", faults.getFirst().detail(), faults);
  }

  /** 404 that says what was not found. */
  public static Problem notFound(String detail) {
    return of(404, "not-found", "Not found", detail);
  }

  /** 503 that says what is not there yet. */
  public static Problem unavailable(String detail) {
    return of(503, "unavailable", "Not available now", detail);
  }

  /** 429 that says what was expected. */
  public static Problem tooMany(String detail) {
    return of(429, "too-many-requests", "Too many requests", detail);
  }

  /** 500 that says nothing but where to look. */
  public static Problem internal() {
    return of(
        500,
        "internal",
        "Something went wrong here",
        "The request could not be answered. The log holds the cause under this trace id.");
  }

  /** A domain refusal in HTTP's words. */
  public static Problem of(Failure failure) {
    int status =
        switch (failure.reason()) {
          case INVALID -> 400;
          case NOT_FOUND -> 404;
          case CONFLICT -> 409;
          case UNSUPPORTED -> 422;
          case UNAVAILABLE, UNKNOWN_OUTCOME -> 503;
        };
    String code = failure.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    String title =
        switch (failure.reason()) {
          case NOT_FOUND -> "Not found";
          case UNAVAILABLE -> "Not available now";
          case INVALID, CONFLICT, UNSUPPORTED, UNKNOWN_OUTCOME -> "The request was refused";
        };
    return of(status, code, title, failure.message());
  }

  private static List<Field> fields(String pointer, String detail) {
    return List.of(new Field(pointer, detail));
  }

  /** The body that travels. */
  public JsonObject toJson(String instance, String traceId) {
    JsonArray fields = new JsonArray();
    errors.forEach(
        e -> fields.add(new JsonObject().put("pointer", e.pointer()).put("detail", e.detail())));
    return new JsonObject()
        .put("type", "/problems/" + code)
        .put("title", title)
        .put("status", status)
        .put("detail", detail)
        .put("instance", instance)
        .put("code", code)
        .put("traceId", traceId)
        .put("errors", fields);
  }

  /** This problem as a failure to throw or to fail a future with. */
  public Refusal refusal() {
    return new Refusal(this, 0);
  }

  /** The same, with the seconds after which another try may go better: {@code Retry-After}. */
  public Refusal refusal(long retryAfterS) {
    return new Refusal(this, retryAfterS);
  }
}
