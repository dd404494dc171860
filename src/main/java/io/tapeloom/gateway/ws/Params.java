package io.tapeloom.gateway.ws;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a request's parameters and says which one is wrong, and how. */
final class Params {
  private final JsonObject data;

  /** Refuses names the request does not have. */
  Params(RequestType type, JsonObject data) {
    this.data = data;
    for (String name : data.fieldNames()) {
      if (!type.parameters().contains(name)) {
        String known =
            type.parameters().isEmpty() ? "nothing" : String.join(", ", type.parameters());
        throw wrong("data: " + type + " takes " + known + ", got " + Refused.shown(name));
      }
    }
  }

  private static Refused wrong(String message) {
    return Refused.of(ErrorCode.INVALID_PARAMETERS, message);
  }

  private Optional<Object> value(String name) {
    return Optional.ofNullable(data.getValue(name));
  }

  boolean has(String name) {
    return value(name).isPresent();
  }

  /** A text that must be there. */
  String text(String name, int most) {
    return optionalText(name, most)
        .orElseThrow(() -> Refused.missing(name, "a text of at most " + most + " characters"));
  }

  Optional<String> optionalText(String name, int most) {
    return value(name).map(value -> text(name, value, most));
  }

  private static String text(String name, Object value, int most) {
    if (value instanceof String text && text.length() <= most) {
      return text;
    }
    throw wrong(
        "data."
            + name
            + ": expected a text of at most "
            + most
            + " characters, got "
            + Refused.shown(value));
  }

  /** A moment in ms that must be there. */
  long time(String name) {
    Object value = value(name).orElseThrow(() -> Refused.missing(name, "milliseconds since 1970"));
    return whole(name, value, 0, 8_640_000_000_000_000L);
  }

  int number(String name, int usual, int least, int most) {
    return value(name).map(v -> (int) whole(name, v, least, most)).orElse(usual);
  }

  private static long whole(String name, Object value, long least, long most) {
    boolean whole = value instanceof Integer || value instanceof Long;
    if (whole && ((Number) value).longValue() >= least && ((Number) value).longValue() <= most) {
      return ((Number) value).longValue();
    }
    throw wrong(
        "data."
            + name
            + ": expected a whole number from "
            + least
            + " to "
            + most
            + ", got "
            + Refused.shown(value));
  }

  boolean isTrue(String name) {
    Object value = value(name).orElse(false);
    if (value instanceof Boolean yes) {
      return yes;
    }
    throw wrong("data." + name + ": expected true or false, got " + Refused.shown(value));
  }

  /** A list of texts that must be there and hold one at least; refused with that code. */
  List<String> texts(String name, ErrorCode code) {
    Object value = value(name).orElseThrow(() -> Refused.missing(name, "a list of texts"));
    if (!(value instanceof JsonArray array) || array.isEmpty()) {
      throw Refused.of(code, "data." + name + ": expected a list of one or more texts");
    }
    List<String> texts = new ArrayList<>(array.size());
    for (Object item : array) {
      if (!(item instanceof String text)) {
        throw Refused.of(
            code, "data." + name + ": expected only texts, got " + Refused.shown(item));
      }
      texts.add(text);
    }
    return texts;
  }
}
