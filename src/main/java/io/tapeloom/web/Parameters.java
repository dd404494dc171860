package io.tapeloom.web;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of one operation. The validator lets unknown and repeated ones pass, fills no
 * defaults and speaks of schemas; this does what it leaves out and says it in words.
 */
final class Parameters {
  private static final Pattern NAMED = Pattern.compile("parameter ([A-Za-z0-9_-]+)");
  private final Map<String, Parameter> byName = new TreeMap<>();

  Parameters(Operation operation) {
    operation.getParameters().forEach(p -> byName.put(p.getName(), p));
  }

  /** Refuses query parameters that the contract does not know, and repeated ones. */
  void check(MultiMap query) {
    List<Problem.Field> faults = new ArrayList<>();
    for (String name : query.names()) {
      if (!isQuery(name)) {
        faults.add(field(name, "unknown parameter" + Nearest.hint(name, byName.keySet())));
      } else if (query.getAll(name).size() > 1) {
        faults.add(field(name, name + ": expected once, got " + query.getAll(name).size()));
      }
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults).refusal();
    }
  }

  private boolean isQuery(String name) {
    return byName.containsKey(name) && byName.get(name).getIn() == Location.QUERY;
  }

  private static Problem.Field field(String name, String detail) {
    String safe = name.matches("[A-Za-z0-9_.-]{1,40}") ? name : "?";
    return new Problem.Field("/query/" + safe, detail);
  }

  /** Every value with its type, defaults filled in. */
  Map<String, Object> values(ValidatedRequest request) {
    Map<String, Object> values = new HashMap<>();
    byName.forEach((name, p) -> value(p, request).ifPresent(v -> values.put(name, v)));
    return values;
  }

  private static Optional<Object> value(Parameter parameter, ValidatedRequest request) {
    Map<String, RequestParameter> sent =
        switch (parameter.getIn()) {
          case QUERY -> request.getQuery();
          case PATH -> request.getPathParameters();
          case HEADER -> request.getHeaders();
          case COOKIE -> request.getCookies();
        };
    RequestParameter value = sent.get(parameter.getName());
    boolean present = value != null && !value.isNull();
    Object found = present ? value.get() : parameter.getSchema().get("default");
    return Optional.ofNullable(found).map(Parameters::widened);
  }

  private static Object widened(Object value) {
    return switch (value) {
      case Integer i -> i.longValue();
      case Float f -> f.doubleValue();
      default -> value;
    };
  }

  /** The validator's complaint as a problem that names field, rule and the shape of the value. */
  Optional<Problem> explain(String complaint, RoutingContext context) {
    Matcher named = NAMED.matcher(complaint);
    if (!named.find() || !byName.containsKey(named.group(1))) {
      return Optional.empty();
    }
    Parameter parameter = byName.get(named.group(1));
    String name = parameter.getName();
    String got = sent(parameter, context).map(Shape::of).orElse("nothing");
    String detail = name + ": expected " + rule(parameter) + ", got " + got;
    String place = parameter.getIn().name().toLowerCase(Locale.ROOT);
    return Optional.of(Problem.invalid("/" + place + "/" + name, detail));
  }

  private static Optional<String> sent(Parameter parameter, RoutingContext context) {
    String name = parameter.getName();
    return Optional.ofNullable(
        switch (parameter.getIn()) {
          case QUERY -> context.queryParams().get(name);
          case PATH -> context.pathParam(name);
          case HEADER -> context.request().getHeader(name);
          case COOKIE -> null;
        });
  }

  private static String rule(Parameter parameter) {
    JsonObject schema = new JsonObject();
    parameter.getSchema().fieldNames().forEach(f -> schema.put(f, parameter.getSchema().get(f)));
    if (schema.containsKey("enum")) {
      JsonArray names = schema.getJsonArray("enum");
      return "one of " + String.join(", ", names.stream().map(String::valueOf).toList());
    }
    if (schema.containsKey("pattern")) {
      return "a text like " + schema.getString("pattern");
    }
    return switch (schema.getString("type", "string")) {
      case "integer", "number" -> number(schema);
      case "boolean" -> "true or false";
      default -> text(schema);
    };
  }

  private static String number(JsonObject schema) {
    boolean bounded = schema.containsKey("minimum") && schema.containsKey("maximum");
    String kind = schema.getString("type").equals("integer") ? "a whole number" : "a number";
    return bounded
        ? kind + " from " + schema.getValue("minimum") + " to " + schema.getValue("maximum")
        : kind;
  }

  private static String text(JsonObject schema) {
    return schema.containsKey("maxLength")
        ? "a text of 1 to " + schema.getValue("maxLength") + " characters"
        : "a text";
  }
}
