package io.tapeloom;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

/** The JSON schema that ships with the program: the one list of all keys, types and defaults. */
public final class SettingsSchema {
  private static final String RESOURCE = "/conf/tapeloom.schema.json";
  private final JsonObject json;
  private final SequencedMap<String, SettingsKey> keys = new LinkedHashMap<>();
  private final TreeSet<String> names = new TreeSet<>();

  private SettingsSchema(JsonObject json) {
    this.json = json;
    collect("", json);
    names.addAll(keys.keySet());
  }

  /** The schema of this program. */
  public static SettingsSchema bundled() {
    try (InputStream in = SettingsSchema.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "the program's own " + RESOURCE + " is missing: rebuild it");
      }
      return new SettingsSchema(
          new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema itself, for editors. */
  public JsonObject json() {
    return json;
  }

  /** Every key in the order of the documentation. */
  public SequencedMap<String, SettingsKey> keys() {
    return Collections.unmodifiableSequencedMap(keys);
  }

  /**
   * Lays a nested object out as path and value, and notes what is wrong with it.
   *
   * @param origin where it stands, for the reader of the problem
   */
  public Map<String, Object> flatten(JsonObject values, String origin, List<String> problems) {
    Map<String, Object> flat = new LinkedHashMap<>();
    flatten("", values, flat, new Problems(origin, problems));
    return flat;
  }

  /** Notes an unknown name with the nearest known one. */
  String unknown(String path) {
    return "unknown key \"" + path + "\"" + Nearest.hint(path, names);
  }

  private void flatten(
      String prefix, JsonObject values, Map<String, Object> flat, Problems problems) {
    for (String name : values.fieldNames()) {
      String path = prefix + name;
      Object value = values.getValue(name);
      if (keys.containsKey(path)) {
        keys.get(path).refusal(value).ifPresentOrElse(problems::add, () -> flat.put(path, value));
      } else if (!names.contains(path)) {
        problems.add(unknown(path));
      } else if (value instanceof JsonObject section) {
        flatten(path + ".", section, flat, problems);
      } else if (value != null) {
        problems.add(path + ": expected a section with keys of its own, got " + value);
      }
    }
  }

  private void collect(String prefix, JsonObject node) {
    JsonObject properties = node.getJsonObject("properties");
    for (String name : properties.fieldNames()) {
      JsonObject child = properties.getJsonObject(name);
      String path = prefix + name;
      if (child.getString("type").equals("object")) {
        names.add(path);
        collect(path + ".", child);
      } else {
        keys.put(path, new SettingsKey(path, child));
      }
    }
  }

  /** A nested object from paths and values, in the order of the documentation. */
  JsonObject nest(Map<String, Object> flat) {
    JsonObject root = new JsonObject();
    for (String path : keys.keySet()) {
      if (flat.containsKey(path)) {
        put(root, List.of(path.split("\\.")), flat.get(path));
      }
    }
    return root;
  }

  private static void put(JsonObject into, List<String> path, Object value) {
    if (path.size() == 1) {
      into.put(path.getFirst(), value);
      return;
    }
    if (!into.containsKey(path.getFirst())) {
      into.put(path.getFirst(), new JsonObject());
    }
    put(into.getJsonObject(path.getFirst()), path.subList(1, path.size()), value);
  }

  /** The value of every key where nobody sets one. */
  Map<String, Object> defaults() {
    Map<String, Object> flat = new LinkedHashMap<>();
    keys.forEach((path, key) -> flat.put(path, copy(key.defaultValue())));
    return flat;
  }

  private static Object copy(Object value) {
    return value instanceof JsonArray array ? array.copy() : value;
  }

  /** Adds the place to each problem. */
  private record Problems(String origin, List<String> list) {
    void add(String problem) {
      list.add(origin + ": " + problem);
    }
  }
}
