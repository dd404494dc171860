package io.tapeloom.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;

/** Reads bodies for those who explain what is wrong with them. */
final class Bodies {
  private Bodies() {}

  private static Optional<Buffer> sent(RoutingContext context) {
    return Optional.ofNullable(context.body().buffer()).filter(b -> b.length() > 0);
  }

  /** A form or a plain text is what a foreign page can send without being asked: refused. */
  static void mustBeJson(RoutingContext context) {
    Optional<String> type = Optional.ofNullable(context.request().getHeader("Content-Type"));
    boolean json = type.filter(Bodies::isJson).isPresent();
    if (!json && (type.isPresent() || sent(context).isPresent())) {
      throw Problem.of(
              415,
              "media-type",
              "Media type not supported",
              "Content-Type: expected application/json")
          .refusal();
    }
  }

  private static boolean isJson(String type) {
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
  }

  /**
   * PostgreSQL stores every text but one with U+0000 in it; better said here than found out there.
   */
  static void mustBeStorable(JsonObject body) {
    storable("/body", body);
  }

  private static void storable(String pointer, Object value) {
    switch (value) {
      case String text when text.indexOf('\u0000') >= 0 ->
          throw Problem.invalid(
                  pointer,
                  pointer.substring(pointer.lastIndexOf('/') + 1)
                      + ": expected a text without the character U+0000")
              .refusal();
      case JsonObject object ->
          object.forEach(e -> storable(pointer + "/" + e.getKey(), e.getValue()));
      case JsonArray array -> array.forEach(each -> storable(pointer, each));
      case null, default -> {}
    }
  }

  /** The JSON that came, empty when there is none that can be read. */
  static Optional<Object> read(RoutingContext context) {
    try {
      return sent(context).map(Json::decodeValue);
    } catch (DecodeException unreadable) {
      return Optional.empty();
    }
  }

  /** What came instead of JSON. */
  static String shape(RoutingContext context) {
    return sent(context)
        .map(b -> b.length() + (b.length() == 1 ? " byte" : " bytes") + " that are no JSON")
        .orElse("nothing");
  }
}
