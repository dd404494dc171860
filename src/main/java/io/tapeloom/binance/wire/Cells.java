package io.tapeloom.binance.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.wire.Malformed.Reason;
import io.tapeloom.kernel.Fixed;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Chooses, once per record, how each of its components is read. */
final class Cells {
  /** A time beyond this is not in milliseconds. */
  private static final long MAX_TIME_MS = 99_999_999_999_999L;

  /** What the exchange writes inside quotes where an optional figure is not there. */
  private static final List<String> ABSENT = List.of("", "null");

  private Cells() {}

  /** How that component is read, its range included. */
  static Cell of(RecordComponent component) {
    Type type = component.getGenericType();
    Type inner = raw(type) == Optional.class ? argument(type, 0) : type;
    Cell plain = of(inner, component);
    Cell checked = ranged(component.getName(), plain);
    return raw(type) == Optional.class ? optional(checked, inner) : checked;
  }

  private static Cell optional(Cell cell, Type inner) {
    boolean wordsMatter = inner == String.class;
    return node -> {
      boolean absent = !wordsMatter && node.isTextual() && ABSENT.contains(node.textValue());
      return absent ? Optional.empty() : Optional.of(cell.read(node));
    };
  }

  private static Cell of(Type type, RecordComponent component) {
    boolean asText = component.isAnnotationPresent(AsText.class);
    boolean asNumber = component.isAnnotationPresent(AsNumber.class);
    Class<?> raw = raw(type);
    if (raw == long.class || raw == Long.class) {
      return asText ? Cell::wholeText : Cell::whole;
    }
    if (raw == int.class || raw == Integer.class) {
      return asText
          ? node -> Cell.narrow(Cell.wholeText(node))
          : node -> Cell.narrow(Cell.whole(node));
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return asText ? Cell::truthText : Cell::truth;
    }
    if (raw == BigDecimal.class) {
      return asNumber ? Cell::number : Cell::decimal;
    }
    if (raw == List.class) {
      return list(of(argument(type, 0), component));
    }
    if (raw == Map.class) {
      return map(of(argument(type, 1), component));
    }
    return scalar(raw);
  }

  private static Cell scalar(Class<?> type) {
    if (type == String.class) {
      return Cell::text;
    }
    if (type == Fixed.class) {
      return Cell::fixed;
    }
    if (type.isEnum()) {
      return constant(type);
    }
    if (type.isRecord()) {
      return Shape.of(type.asSubclass(Record.class))::read;
    }
    throw new IllegalArgumentException("no way to read " + type.getName());
  }

  private static Cell constant(Class<?> type) {
    Map<String, Object> byName = new TreeMap<>();
    for (Object constant : type.getEnumConstants()) {
      byName.put(((Enum<?>) constant).name(), constant);
    }
    return node -> {
      Object constant = byName.get(Cell.text(node));
      if (constant == null) {
        String shown = node.textValue();
        throw new Malformed(
            Reason.UNKNOWN_VALUE,
            "",
            "expected one of "
                + byName.keySet()
                + ", got "
                + (shown.length() > 40 ? shown.substring(0, 40) + "..." : shown));
      }
      return constant;
    };
  }

  static Cell list(Cell item) {
    return node -> {
      if (!node.isArray()) {
        throw Cell.wrong("a list", node);
      }
      List<Object> items = new ArrayList<>(node.size());
      for (int i = 0; i < node.size(); i++) {
        items.add(at("[" + i + "]", item, node.get(i)));
      }
      return Collections.unmodifiableList(items);
    };
  }

  private static Cell map(Cell value) {
    return node -> {
      if (!node.isObject()) {
        throw Cell.wrong("an object", node);
      }
      Map<String, Object> values = new LinkedHashMap<>();
      node.properties().forEach(e -> values.put(e.getKey(), at(e.getKey(), value, e.getValue())));
      return Collections.unmodifiableMap(values);
    };
  }

  /** Reads a value that must be there, naming its place in whatever is wrong with it. */
  static Object at(String place, Cell cell, JsonNode node) {
    if (node == null || node.isNull()) {
      throw new Malformed(Reason.MISSING, place, "missing");
    }
    try {
      return cell.read(node);
    } catch (Malformed e) {
      throw e.within(place);
    }
  }

  /** What a component's name promises: times are milliseconds, prices and sizes not negative. */
  private static Cell ranged(String name, Cell cell) {
    if (name.endsWith("Ms")) {
      return node -> within(cell.read(node), -1, MAX_TIME_MS, "a time in milliseconds");
    }
    if (name.endsWith("Id")) {
      return node -> within(cell.read(node), -1, Long.MAX_VALUE, "an id of the exchange");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith("qty") || lower.endsWith("price")) {
      return node -> notNegative(cell.read(node));
    }
    return cell;
  }

  private static Object within(Object value, long least, long most, String what) {
    if (value instanceof Long number && (number < least || number > most)) {
      throw new Malformed(Reason.OUT_OF_RANGE, "", "expected " + what + ", got " + number);
    }
    return value;
  }

  private static Object notNegative(Object value) {
    boolean below =
        (value instanceof Fixed fixed && fixed.signum() < 0)
            || (value instanceof BigDecimal big && big.signum() < 0);
    if (below) {
      throw new Malformed(Reason.OUT_OF_RANGE, "", "expected 0 or more, got " + value);
    }
    return value;
  }

  static Class<?> raw(Type type) {
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : (Class<?>) type;
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }
}
