package io.tapeloom.sim.io;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a payload looks like: the path and JSON type of everything in it. */
final class Shapes {
  private Shapes() {}

  static Map<String, String> of(Object... payloads) {
    Map<String, String> shape = new TreeMap<>();
    for (Object payload : payloads) {
      add(shape, "", payload);
    }
    return shape;
  }

  private static void add(Map<String, String> shape, String path, Object value) {
    String type = type(value);
    if (!type.equals("null") || !shape.containsKey(path)) {
      shape.put(path, type);
    }
    if (value instanceof JsonObject object) {
      object.fieldNames().forEach(name -> add(shape, path + "." + name, object.getValue(name)));
    }
    if (value instanceof JsonArray array) {
      array.forEach(item -> add(shape, path + "[]", item));
    }
  }

  private static String type(Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "text";
      case Number number -> "number";
      case Boolean flag -> "flag";
      case JsonObject object -> "object";
      case JsonArray array -> "array";
      default -> value.getClass().getSimpleName();
    };
  }

  /**
   * Where two shapes differ.
   *
   * @param conditional last names of official members that not every answer has
   */
  static List<String> differences(
      Map<String, String> official, Map<String, String> ours, Set<String> conditional) {
    List<String> found = new ArrayList<>();
    ours.forEach(
        (path, type) -> {
          String expected = official.getOrDefault(path, "nothing");
          if (!expected.equals(type) && !expected.equals("null") && !type.equals("null")) {
            found.add(path + ": expected " + expected + ", got " + type);
          }
        });
    official.keySet().stream()
        .filter(path -> !ours.containsKey(path))
        .filter(path -> !conditional.contains(path.substring(path.lastIndexOf('.') + 1)))
        .forEach(path -> found.add(path + ": expected it, got nothing"));
    return found;
  }
}
