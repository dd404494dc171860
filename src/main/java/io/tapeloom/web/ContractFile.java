package io.tapeloom.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the contract from the class path as JSON. */
final class ContractFile {
  private ContractFile() {}

  static JsonObject read(String name) {
    try (InputStream in = ContractFile.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("expected " + name + " on the class path, found none");
      }
      Map<String, Object> content = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      return new JsonObject(content).copy();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The contract as the library can read it: it knows JSON and text only by their plain media types
   * and refuses {@code application/problem+json} and pages, which validate nothing on the way in.
   */
  static JsonObject digestible(JsonObject contract) {
    return (JsonObject) replaced(contract);
  }

  private static Object replaced(Object value) {
    return switch (value) {
      case JsonObject object -> {
        JsonObject copy = new JsonObject();
        object.forEach(e -> copy.put(plain(e.getKey()), replaced(e.getValue())));
        yield copy;
      }
      case JsonArray array -> {
        JsonArray copy = new JsonArray();
        array.forEach(item -> copy.add(replaced(item)));
        yield copy;
      }
      case null -> null;
      default -> value;
    };
  }

  private static String plain(String key) {
    return switch (key) {
      case Problem.MEDIA_TYPE -> "application/json";
      case "text/html" -> "text/plain";
      default -> key;
    };
  }
}
