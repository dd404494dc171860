package io.tapeloom.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What every operation of the contract must say of itself: who may call it, an example of all that
 * goes in and comes out, and how it fails. Whoever reads the contract alone can then use it.
 */
public final class ContractRules {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
  private static final String JSON = "application/json";
  private final JsonObject contract;
  private final List<String> faults = new ArrayList<>();

  private ContractRules(JsonObject contract) {
    this.contract = contract;
  }

  /** Everything that is missing, one sentence each, starting with the operation. */
  public static List<String> faults(JsonObject contract) {
    ContractRules rules = new ContractRules(contract);
    each(contract, rules::check);
    return List.copyOf(rules.faults);
  }

  /** Only what would leave open who may call what. */
  static List<String> openDoors(JsonObject contract) {
    ContractRules rules = new ContractRules(contract);
    each(contract, rules::role);
    return List.copyOf(rules.faults);
  }

  private static void each(JsonObject contract, BiConsumer<String, JsonObject> check) {
    JsonObject paths = contract.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject item = paths.getJsonObject(path);
      item.fieldNames().stream()
          .filter(METHODS::contains)
          .forEach(method -> check.accept(name(method, path, item), item.getJsonObject(method)));
    }
  }

  private static String name(String method, String path, JsonObject item) {
    String id = item.getJsonObject(method).getString("operationId", "without operationId");
    return method.toUpperCase(Locale.ROOT) + " " + path + " (" + id + ")";
  }

  private void check(String name, JsonObject operation) {
    for (String text : List.of("operationId", "summary")) {
      require(!operation.getString(text, "").isBlank(), name, "no " + text);
    }
    require(!operation.getJsonArray("tags", new JsonArray()).isEmpty(), name, "no tags");
    role(name, operation);
    require(
        StepUp.isReadable(operation), name, "x-step-up: expected true or {unless: {field: value}}");
    list(operation, "parameters").forEach(p -> parameter(name, resolved(p)));
    Optional.ofNullable(operation.getJsonObject("requestBody")).ifPresent(b -> body(name, b));
    answers(name, operation.getJsonObject("responses", new JsonObject()));
    errors(name, operation);
  }

  private void role(String name, JsonObject operation) {
    boolean known = Access.find(operation.getString("x-role", "")).isPresent();
    require(known, name, "no x-role: expected public, viewer, trader, admin or metrics");
  }

  private void parameter(String name, JsonObject parameter) {
    String what = "parameter " + parameter.getString("name");
    require(parameter.containsKey("example"), name, what + " has no example");
    require(parameter.containsKey("description"), name, what + " has no description");
  }

  private void body(String name, JsonObject body) {
    JsonObject content = resolved(body).getJsonObject("content", new JsonObject());
    JsonObject json = content.getJsonObject(JSON, new JsonObject());
    require(hasExample(json), name, "the request body has no example beside its schema");
    JsonObject schema = resolved(json.getJsonObject("schema", new JsonObject()));
    boolean closed = Boolean.FALSE.equals(schema.getValue("additionalProperties"));
    require(closed, name, "the request body's schema lacks additionalProperties: false");
  }

  private void answers(String name, JsonObject responses) {
    List<String> good = responses.fieldNames().stream().filter(s -> s.startsWith("2")).toList();
    require(!good.isEmpty(), name, "no response 2xx");
    for (String status : good) {
      JsonObject content =
          resolved(responses.getJsonObject(status)).getJsonObject("content", new JsonObject());
      for (String type : content.fieldNames()) {
        boolean shown = hasExample(content.getJsonObject(type));
        require(shown, name, "response " + status + " " + type + " has no example");
      }
    }
  }

  private void errors(String name, JsonObject operation) {
    JsonObject responses = operation.getJsonObject("responses", new JsonObject());
    for (String status : errorsOf(operation)) {
      require(
          responses.containsKey(status),
          name,
          "no response " + status + ", such as { $ref: '#/components/responses/" + usual(status));
    }
  }

  private Set<String> errorsOf(JsonObject operation) {
    Set<String> expected = new LinkedHashSet<>();
    boolean takes = !list(operation, "parameters").isEmpty();
    if (takes || operation.containsKey("requestBody")) {
      expected.add("400");
    }
    if (!operation.getString("x-role", "").equals(Access.PUBLIC.code())) {
      expected.addAll(List.of("401", "403"));
    }
    expected.addAll(List.of("429", "default"));
    return expected;
  }

  private static String usual(String status) {
    return switch (status) {
          case "400" -> "BadRequest";
          case "401" -> "Unauthorized";
          case "403" -> "Forbidden";
          case "429" -> "TooManyRequests";
          default -> "Problem";
        }
        + "' }";
  }

  private static boolean hasExample(JsonObject media) {
    return media.containsKey("example")
        || !media.getJsonObject("examples", new JsonObject()).isEmpty();
  }

  private static List<JsonObject> list(JsonObject operation, String key) {
    return operation.getJsonArray(key, new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private JsonObject resolved(JsonObject value) {
    return resolve(contract, value);
  }

  /** What a {@code $ref} of that contract stands for, or the value itself. */
  public static JsonObject resolve(JsonObject contract, JsonObject value) {
    String reference = value.getString("$ref", "");
    if (!reference.startsWith("#/")) {
      return value;
    }
    JsonObject found = contract;
    for (String part : reference.substring(2).split("/")) {
      found = found.getJsonObject(part, new JsonObject());
    }
    return found;
  }

  private void require(boolean met, String name, String fault) {
    if (!met) {
      faults.add(name + ": " + fault);
    }
  }
}
