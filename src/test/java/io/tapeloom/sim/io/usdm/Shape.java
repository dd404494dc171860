package io.tapeloom.sim.io.usdm;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares two JSON values by field names and types; lists by their first elements. */
final class Shape {
  private final Set<String> allowed;
  private final List<String> differences = new ArrayList<>();

  private Shape(Set<String> allowed) {
    this.allowed = allowed;
  }

  /** What differs, fields named in {@code allowed} aside. */
  static List<String> differences(Object official, Object ours, Set<String> allowed) {
    Shape shape = new Shape(allowed);
    shape.compare("", official, ours);
    return shape.differences;
  }

  private void compare(String path, Object official, Object ours) {
    if (official instanceof JsonObject a && ours instanceof JsonObject b) {
      Set<String> names = new TreeSet<>(a.fieldNames());
      names.addAll(b.fieldNames());
      for (String name : names) {
        field(path + "." + name, name, a, b);
      }
    } else if (official instanceof JsonArray a && ours instanceof JsonArray b) {
      if (!a.isEmpty()) {
        if (b.isEmpty()) {
          differences.add(path + ": ours is empty");
        } else {
          compare(path + "[]", a.getValue(0), b.getValue(0));
        }
      }
    } else if (!type(official).equals(type(ours))) {
      differences.add(path + ": " + type(official) + " against our " + type(ours));
    }
  }

  private void field(String path, String name, JsonObject official, JsonObject ours) {
    if (allowed.contains(name)) {
      return;
    }
    if (!official.containsKey(name) || !ours.containsKey(name)) {
      differences.add(path + (ours.containsKey(name) ? ": ours alone" : ": missing"));
      return;
    }
    compare(path, official.getValue(name), ours.getValue(name));
  }

  private static String type(Object value) {
    return switch (value) {
      case null -> "null";
      case String s -> "text";
      case Number n -> "number";
      case Boolean b -> "flag";
      case JsonObject o -> "object";
      case JsonArray a -> "list";
      default -> value.getClass().getName();
    };
  }
}
