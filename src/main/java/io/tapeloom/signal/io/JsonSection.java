package io.tapeloom.signal.io;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One JSON object read strictly: each refusal names source, key, what was expected and found. */
record JsonSection(String source, String path, JsonNode node) {
  JsonSection {
    if (!node.isObject()) {
      throw new IllegalArgumentException(source + ": " + label(path) + expected("an object", node));
    }
  }

  private static String label(String path) {
    return path.isEmpty() ? "" : path + ": ";
  }

  private static String expected(String type, JsonNode found) {
    return "expected " + type + ", got " + found.getNodeType().name().toLowerCase() + " " + found;
  }

  /** Refuses any key that is not in the list, naming the nearest one that is. */
  void allow(Collection<String> keys) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!keys.contains(key)) {
                throw unknown("key", name(key), keys.stream().map(this::name).toList());
              }
            });
  }

  IllegalArgumentException unknown(String kind, String word, Collection<String> known) {
    return new IllegalArgumentException(
        "%s: unknown %s \"%s\"; did you mean \"%s\"?"
            .formatted(source, kind, word, Spelling.nearest(word, known)));
  }

  Optional<JsonNode> find(String key) {
    return Optional.ofNullable(node.get(key));
  }

  JsonSection section(String key) {
    return new JsonSection(source, name(key), need(key, "an object"));
  }

  String text(String key) {
    JsonNode value = need(key, "text");
    if (!value.isTextual()) {
      throw wrong(key, "text", value);
    }
    return value.textValue();
  }

  int integer(String key) {
    JsonNode value = need(key, "a whole number");
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong(key, "a whole number", value);
    }
    return value.intValue();
  }

  boolean flag(String key) {
    JsonNode value = need(key, "true or false");
    if (!value.isBoolean()) {
      throw wrong(key, "true or false", value);
    }
    return value.booleanValue();
  }

  /** A decimal as a number or, exact in every tool, as text. */
  Fixed decimal(String key) {
    JsonNode value = need(key, "a decimal");
    if (!value.isNumber() && !value.isTextual()) {
      throw wrong(key, "a decimal", value);
    }
    try {
      return Fixed.parse(value.isNumber() ? value.decimalValue().toPlainString() : value.asText());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(source + ": " + name(key) + ": " + e.getMessage(), e);
    }
  }

  List<String> texts(String key) {
    JsonNode value = need(key, "a list of text");
    if (!value.isArray()) {
      throw wrong(key, "a list of text", value);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isTextual()) {
        throw wrong(key, "a list of text", item);
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  private JsonNode need(String key, String type) {
    return find(key)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    source + ": " + name(key) + ": expected " + type + ", got nothing"));
  }

  private IllegalArgumentException wrong(String key, String type, JsonNode found) {
    return new IllegalArgumentException(source + ": " + name(key) + ": " + expected(type, found));
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
