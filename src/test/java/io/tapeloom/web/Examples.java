package io.tapeloom.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The examples of the contract: requests to send, and answers for doors that a test leaves out. */
public final class Examples {
  private static final String JSON = "application/json";
  private final JsonObject contract;
  private final Map<String, Sample> samples = new TreeMap<>();

  /**
   * One operation as its examples show it.
   *
   * @param query parameters by name, only those of the query
   * @param good lowest status of success
   * @param answer example of that status
   */
  public record Sample(
      String id,
      HttpMethod method,
      String path,
      Map<String, String> inPath,
      Map<String, String> query,
      Map<String, String> headers,
      Optional<JsonObject> body,
      Access access,
      int good,
      Answer answer) {
    /** Path and query with the examples filled in. */
    public String uri() {
      String at = path;
      for (Map.Entry<String, String> part : inPath.entrySet()) {
        at = at.replace("{" + part.getKey() + "}", encoded(part.getValue()));
      }
      List<String> pairs = new ArrayList<>();
      query.forEach((name, value) -> pairs.add(encoded(name) + "=" + encoded(value)));
      return pairs.isEmpty() ? at : at + "?" + String.join("&", pairs);
    }
  }

  private Examples(JsonObject contract) {
    this.contract = contract;
    contract
        .getJsonObject("paths")
        .forEach(path -> ((JsonObject) path.getValue()).forEach(o -> add(path.getKey(), o)));
  }

  /** Reads them from the contract on the class path. */
  public static Examples load() {
    return new Examples(ContractFile.read("openapi.yaml"));
  }

  /** The contract they are from. */
  public JsonObject contract() {
    return contract;
  }

  /** Every operation, by id. */
  public List<Sample> samples() {
    return List.copyOf(samples.values());
  }

  /** The operation of that id. */
  public Sample of(String id) {
    return Optional.ofNullable(samples.get(id)).orElseThrow(() -> new AssertionError(id));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void add(String path, Map.Entry<String, Object> entry) {
    if (!Set.of("get", "post", "put", "delete", "patch").contains(entry.getKey())) {
      return;
    }
    JsonObject operation = (JsonObject) entry.getValue();
    Map<String, String> inPath = new TreeMap<>();
    Map<String, String> query = new TreeMap<>();
    Map<String, String> headers = new TreeMap<>();
    for (Object item : operation.getJsonArray("parameters", new JsonArray())) {
      JsonObject p = resolved((JsonObject) item);
      Map<String, String> to =
          switch (p.getString("in")) {
            case "path" -> inPath;
            case "header" -> headers;
            default -> query;
          };
      to.put(p.getString("name"), String.valueOf(p.getValue("example")));
    }
    JsonObject responses = operation.getJsonObject("responses");
    String good =
        responses.fieldNames().stream()
            .filter(s -> s.startsWith("2"))
            .sorted()
            .findFirst()
            .orElseThrow();
    String id = operation.getString("operationId");
    samples.put(
        id,
        new Sample(
            id,
            HttpMethod.valueOf(entry.getKey().toUpperCase(java.util.Locale.ROOT)),
            path,
            inPath,
            query,
            headers,
            body(operation),
            Access.find(operation.getString("x-role", "")).orElse(Access.ADMIN),
            Integer.parseInt(good),
            answer(Integer.parseInt(good), resolved(responses.getJsonObject(good)))));
  }

  private Optional<JsonObject> body(JsonObject operation) {
    return Optional.ofNullable(operation.getJsonObject("requestBody"))
        .map(b -> resolved(b).getJsonObject("content").getJsonObject(JSON))
        .map(media -> (JsonObject) example(media));
  }

  private Answer answer(int status, JsonObject response) {
    JsonObject content = response.getJsonObject("content", new JsonObject());
    if (content.isEmpty()) {
      return new Answer(status, JSON, io.vertx.core.buffer.Buffer.buffer(), Map.of());
    }
    String type = content.fieldNames().iterator().next();
    Object example = example(content.getJsonObject(type));
    return example instanceof JsonObject json
        ? Answer.json(status, json)
        : new Answer(
            status, type, io.vertx.core.buffer.Buffer.buffer(String.valueOf(example)), Map.of());
  }

  private Object example(JsonObject media) {
    if (media.containsKey("example")) {
      return media.getValue("example");
    }
    JsonObject named = media.getJsonObject("examples", new JsonObject());
    return named.isEmpty()
        ? new JsonObject()
        : resolved(named.getJsonObject(named.fieldNames().iterator().next())).getValue("value");
  }

  private JsonObject resolved(JsonObject value) {
    return ContractRules.resolve(contract, value);
  }

  /** A door for every operation that the others leave open; it answers with the example. */
  public Api doorsBeside(List<Api> others, Set<String> own) {
    Set<String> taken = new TreeSet<>(own);
    others.forEach(api -> taken.addAll(api.operations().keySet()));
    Map<String, Operation> rest = new HashMap<>();
    for (Sample sample : samples.values()) {
      if (!taken.contains(sample.id())) {
        rest.put(sample.id(), _ -> Future.succeededFuture(sample.answer()));
      }
    }
    return () -> rest;
  }
}
