package io.tapeloom.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says in words where a body does not fit its schema: field, rule, and the shape of what came. The
 * validator decides; this only explains, so it knows the keywords that our schemas use and no more.
 */
final class BodyFaults {
  private static final int MOST = 20;
  private static final int DEEPEST = 12;
  private final JsonObject contract;
  private final List<Problem.Field> faults = new ArrayList<>();

  private BodyFaults(JsonObject contract) {
    this.contract = contract;
  }

  /** The faults of that value, none where this finds nothing wrong. */
  static List<Problem.Field> of(JsonObject contract, JsonObject schema, Object value) {
    BodyFaults body = new BodyFaults(contract);
    body.check(schema, value, new Place("/body", "the body", 0));
    return List.copyOf(body.faults);
  }

  private record Place(String pointer, String name, int depth) {
    Place below(String field) {
      String safe = field.matches("[A-Za-z0-9_.-]{1,40}") ? field : "?";
      return new Place(pointer + "/" + safe, safe, depth + 1);
    }
  }

  private void check(JsonObject reference, Object value, Place at) {
    JsonObject schema = ContractRules.resolve(contract, reference);
    if (faults.size() >= MOST || at.depth() > DEEPEST) {
      return;
    }
    if (!types(schema).isEmpty() && types(schema).stream().noneMatch(t -> is(t, value))) {
      fault(at, rule(schema), value);
    } else {
      switch (value) {
        case JsonObject object -> fields(schema, object, at);
        case JsonArray array -> items(schema, array, at);
        case null -> {}
        default -> scalar(schema, value, at);
      }
    }
  }

  private void fields(JsonObject schema, JsonObject value, Place at) {
    JsonObject known = schema.getJsonObject("properties", new JsonObject());
    for (Object name : schema.getJsonArray("required", new JsonArray())) {
      if (!value.containsKey((String) name)) {
        JsonObject wanted = known.getJsonObject((String) name, new JsonObject());
        missing(at.below((String) name), rule(ContractRules.resolve(contract, wanted)), "nothing");
      }
    }
    boolean closed = Boolean.FALSE.equals(schema.getValue("additionalProperties"));
    for (String name : value.fieldNames()) {
      if (faults.size() >= MOST) {
        return;
      }
      if (known.containsKey(name)) {
        check(known.getJsonObject(name), value.getValue(name), at.below(name));
      } else if (closed) {
        Place place = at.below(name);
        String hint = Nearest.hint(name, known.fieldNames());
        faults.add(new Problem.Field(place.pointer(), "unknown field" + hint));
      }
    }
  }

  private void items(JsonObject schema, JsonArray value, Place at) {
    if (value.size() < schema.getInteger("minItems", 0)
        || value.size() > schema.getInteger("maxItems", Integer.MAX_VALUE)) {
      fault(at, rule(schema), value);
      return;
    }
    JsonObject each = schema.getJsonObject("items", new JsonObject());
    for (int i = 0; i < value.size(); i++) {
      check(each, value.getValue(i), at.below(String.valueOf(i)));
    }
  }

  private void scalar(JsonObject schema, Object value, Place at) {
    boolean fits =
        switch (value) {
          case String text -> text(schema, text);
          case Number number -> number(schema, number.doubleValue());
          default -> true;
        };
    boolean listed = !schema.containsKey("enum") || schema.getJsonArray("enum").contains(value);
    boolean constant = !schema.containsKey("const") || value.equals(schema.getValue("const"));
    if (!fits || !listed || !constant) {
      fault(at, rule(schema), value);
    }
  }

  private static boolean text(JsonObject schema, String text) {
    int length = text.codePointCount(0, text.length());
    return length >= schema.getInteger("minLength", 0)
        && length <= schema.getInteger("maxLength", Integer.MAX_VALUE)
        && (!schema.containsKey("pattern")
            || Pattern.compile(schema.getString("pattern")).matcher(text).find());
  }

  private static boolean number(JsonObject schema, double number) {
    return number >= schema.getDouble("minimum", Double.NEGATIVE_INFINITY)
        && number <= schema.getDouble("maximum", Double.POSITIVE_INFINITY);
  }

  private static List<String> types(JsonObject schema) {
    return switch (schema.getValue("type")) {
      case String one -> List.of(one);
      case JsonArray several -> several.stream().map(String::valueOf).toList();
      case null, default -> List.of();
    };
  }

  private static boolean is(String type, Object value) {
    return switch (type) {
      case "object" -> value instanceof JsonObject;
      case "array" -> value instanceof JsonArray;
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "integer" -> value instanceof Number n && n.doubleValue() == Math.rint(n.doubleValue());
      case "number" -> value instanceof Number;
      case "null" -> value == null;
      default -> true;
    };
  }

  private void fault(Place at, String rule, Object value) {
    missing(at, rule, shape(value));
  }

  private void missing(Place at, String rule, String got) {
    faults.add(new Problem.Field(at.pointer(), at.name() + ": expected " + rule + ", got " + got));
  }

  private static String shape(Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> Shape.of(text);
      case JsonObject object -> "an object of " + object.size() + " fields";
      case JsonArray array -> "a list of " + array.size() + " items";
      case Boolean _ -> "true or false";
      default -> "a number";
    };
  }

  /** The rule of a schema in words, without the words {@code expected}. */
  static String rule(JsonObject schema) {
    if (schema.containsKey("enum")) {
      return "one of "
          + schema.getJsonArray("enum").stream()
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    if (schema.containsKey("const")) {
      return String.valueOf(schema.getValue("const"));
    }
    return types(schema).stream()
        .map(type -> rule(type, schema))
        .collect(Collectors.joining(" or "));
  }

  private static String rule(String type, JsonObject schema) {
    return switch (type) {
      case "object" -> "a JSON object";
      case "array" -> "a list" + between(schema, "minItems", "maxItems", " items");
      case "string" -> text(schema);
      case "integer" -> "a whole number" + between(schema, "minimum", "maximum", "");
      case "number" -> "a number" + between(schema, "minimum", "maximum", "");
      case "boolean" -> "true or false";
      default -> type;
    };
  }

  private static String text(JsonObject schema) {
    String length = between(schema, "minLength", "maxLength", " characters");
    return schema.containsKey("pattern")
        ? "a text like " + schema.getString("pattern") + length
        : "a text" + length;
  }

  private static String between(JsonObject schema, String least, String most, String unit) {
    Optional<Object> from = Optional.ofNullable(schema.getValue(least));
    Optional<Object> to = Optional.ofNullable(schema.getValue(most));
    String of = unit.isEmpty() ? "" : " of";
    if (from.isPresent() && to.isPresent()) {
      return (unit.isEmpty() ? " from " : " of ") + from.get() + " to " + to.get() + unit;
    }
    return from.map(n -> of + " at least " + n + unit)
        .or(() -> to.map(n -> of + " at most " + n + unit))
        .orElse("");
  }
}
