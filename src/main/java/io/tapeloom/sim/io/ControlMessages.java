package io.tapeloom.sim.io;

import io.tapeloom.sim.FaultKind;
import io.tapeloom.sim.FaultRule;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Answers SUBSCRIBE and its siblings on one connection. */
final class ControlMessages {
  static final int MAX_STREAMS = 1024;
  private static final int MAX_ID_LENGTH = 36;
  private static final List<String> METHODS =
      List.of("SUBSCRIBE", "UNSUBSCRIBE", "LIST_SUBSCRIPTIONS", "SET_PROPERTY", "GET_PROPERTY");

  private final StreamHub hub;
  private final StreamConnection connection;

  ControlMessages(StreamHub hub, StreamConnection connection) {
    this.hub = hub;
    this.connection = connection;
  }

  /** A message that cannot be obeyed. */
  private static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message, null, false, false);
    }
  }

  void on(String text) {
    long realMs = System.currentTimeMillis();
    if (!connection.mayAsk(realMs)) {
      connection.refuse("Too many requests");
    } else if (!connection.silent(realMs)) {
      String answer = answer(text);
      if (!answer.isEmpty()) {
        connection.text(answer);
      }
    }
  }

  private String answer(String text) {
    JsonObject message;
    try {
      message = new JsonObject(text);
    } catch (DecodeException | ClassCastException e) {
      return error(3, "Invalid JSON: expected an object with method, params and id").encode();
    }
    Object id = message.getValue("id");
    Optional<FaultRule> fault = hub.control(message.getValue("method"));
    if (fault.isPresent()) {
      return fault.get().kind() == FaultKind.SUBSCRIBE_LOST
          ? ""
          : error(2, "Invalid request: subscription refused").put("id", id).encode();
    }
    try {
      checkId(id);
      return new JsonObject().put("result", result(message)).put("id", id).encode();
    } catch (Invalid e) {
      return error(2, "Invalid request: " + e.getMessage()).put("id", id).encode();
    }
  }

  private static JsonObject error(int code, String message) {
    return new JsonObject().put("code", code).put("msg", message);
  }

  private static void checkId(Object id) throws Invalid {
    boolean number = id instanceof Integer || id instanceof Long;
    boolean text = id instanceof String s && s.length() <= MAX_ID_LENGTH;
    if (id != null && !number && !text) {
      throw new Invalid("request ID must be an integer, a string of up to 36 characters or null");
    }
  }

  private Object result(JsonObject message) throws Invalid {
    Object method = message.getValue("method");
    if (!(method instanceof String name) || !METHODS.contains(name)) {
      throw new Invalid(
          "unknown variant %s, expected one of %s".formatted(method, String.join(", ", METHODS)));
    }
    JsonArray params = params(message, name);
    switch (name) {
      case "SUBSCRIBE" -> subscribe(names(params));
      case "UNSUBSCRIBE" -> names(params).forEach(s -> hub.unsubscribe(connection, s));
      case "SET_PROPERTY" -> set(params);
      case "GET_PROPERTY" -> {
        return get(params);
      }
      default -> {
        return new JsonArray(List.copyOf(connection.streams()));
      }
    }
    return null;
  }

  private static JsonArray params(JsonObject message, String method) throws Invalid {
    Object params = message.getValue("params");
    if (params instanceof JsonArray array) {
      return array;
    }
    if (params == null && method.equals("LIST_SUBSCRIPTIONS")) {
      return new JsonArray();
    }
    throw new Invalid("invalid type for params, expected an array");
  }

  private static List<String> names(JsonArray params) throws Invalid {
    if (!params.stream().allMatch(String.class::isInstance)) {
      throw new Invalid("invalid type for a stream name, expected a string");
    }
    return params.stream().map(String.class::cast).toList();
  }

  private void subscribe(List<String> names) throws Invalid {
    if (connection.streams().size() + names.size() > MAX_STREAMS) {
      throw new Invalid("at most " + MAX_STREAMS + " streams on one connection");
    }
    names.forEach(name -> hub.subscribe(connection, name));
  }

  private void set(JsonArray params) throws Invalid {
    if (params.size() != 2
        || !"combined".equals(params.getValue(0))
        || !(params.getValue(1) instanceof Boolean wanted)) {
      throw new Invalid("unknown property, expected [\"combined\", true|false]");
    }
    connection.combined(wanted);
  }

  private boolean get(JsonArray params) throws Invalid {
    if (params.size() != 1 || !"combined".equals(params.getValue(0))) {
      throw new Invalid("unknown property, expected [\"combined\"]");
    }
    return connection.combined();
  }
}
