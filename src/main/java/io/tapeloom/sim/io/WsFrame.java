package io.tapeloom.sim.io;

import io.tapeloom.sim.Refused;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request of the WebSocket API.
 *
 * @param id as it is to be repeated in the answer, as JSON
 * @param params values in the text that is signed
 */
record WsFrame(String id, String method, Map<String, String> params) {
  private static final int MAX_ID_LENGTH = 36;
  private static final int MOST_PARAMS = 100;

  /** A frame that cannot be answered by a method, with the id it came with. */
  static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;
    private final String id;
    private final transient Refused refused;

    Bad(String id, Refused refused) {
      super(refused.text(), null, false, false);
      this.id = id;
      this.refused = refused;
    }

    String id() {
      return id;
    }

    Refused refused() {
      return refused;
    }
  }

  static WsFrame read(String text) throws Bad {
    JsonObject frame = object(text);
    String id = id(frame);
    if (!(frame.getValue("method") instanceof String method)) {
      throw new Bad(id, Refused.missing("method"));
    }
    Object params = frame.getValue("params", new JsonObject());
    if (!(params instanceof JsonObject named) || named.size() > MOST_PARAMS) {
      throw new Bad(id, Refused.missing("params"));
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : named.fieldNames()) {
      Object value = named.getValue(name);
      if (value == null || value instanceof JsonObject) {
        throw new Bad(id, Refused.missing(name));
      }
      values.put(name, text(value));
    }
    return new WsFrame(id, method, values);
  }

  private static JsonObject object(String text) throws Bad {
    try {
      return new JsonObject(text);
    } catch (DecodeException | ClassCastException e) {
      throw new Bad("null", new Refused(-1135, "Invalid JSON Request."));
    }
  }

  private static String id(JsonObject frame) throws Bad {
    Object id = frame.getValue("id");
    if (id == null) {
      return "null";
    }
    if (id instanceof Integer || id instanceof Long) {
      return id.toString();
    }
    if (id instanceof String text && text.length() <= MAX_ID_LENGTH) {
      return new JsonArray().add(text).encode().replaceAll("^\\[|\\]$", "");
    }
    throw new Bad("null", Refused.missing("id"));
  }

  private static String text(Object value) {
    return switch (value) {
      case Double number -> BigDecimal.valueOf(number).toPlainString();
      case Float number -> new BigDecimal(number.toString()).toPlainString();
      case JsonArray array -> array.encode();
      default -> value.toString();
    };
  }
}
