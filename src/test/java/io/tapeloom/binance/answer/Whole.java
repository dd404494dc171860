package io.tapeloom.binance.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeloom.binance.wire.Malformed;
import java.util.TreeSet;

/**
 * Puts back what some published examples have lost: decimals, mostly. A parser that took them as
 * they are would have to take orders without a price too.
 */
final class Whole {
  private Whole() {}

  /** The payload with every field it lacks; their paths, without indices, go to {@code gaps}. */
  static JsonNode of(Reply<?> reply, JsonNode payload, TreeSet<String> gaps) {
    JsonNode whole = payload.deepCopy();
    for (int i = 0; i < 200; i++) {
      try {
        reply.read(whole);
        return whole;
      } catch (Malformed e) {
        if (e.reason() != Malformed.Reason.MISSING) {
          throw e;
        }
        gaps.add(e.field().replaceAll("\\[\\d+\\]", "[]"));
        put(whole, e.field());
      }
    }
    throw new AssertionError(reply + ": no end of gaps");
  }

  private static void put(JsonNode whole, String field) {
    String pointer = "/" + field.replace("[", "/").replace("]", "").replace(".", "/");
    pointer = pointer.replace("//", "/");
    int last = pointer.lastIndexOf('/');
    JsonNode parent = whole.at(pointer.substring(0, last));
    String name = pointer.substring(last + 1);
    JsonNode value = value(name);
    if (parent instanceof ArrayNode array) {
      int at = Integer.parseInt(name);
      array.insert(at, at == 6 ? number() : at == 8 ? number() : value);
    } else {
      ((ObjectNode) parent).set(name, value);
    }
  }

  private static JsonNode value(String name) {
    return name.equals("bids") || name.equals("asks")
        ? JsonNodeFactory.instance.arrayNode()
        : JsonNodeFactory.instance.textNode("7.25");
  }

  private static JsonNode number() {
    return JsonNodeFactory.instance.numberNode(1_499_644_799_999L);
  }
}
