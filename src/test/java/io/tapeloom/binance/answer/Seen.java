package io.tapeloom.binance.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.wire.Field;
import io.tapeloom.binance.wire.Row;
import io.tapeloom.kernel.Fixed;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what was read with the payload it was read from, value by value. */
final class Seen {
  private int values;

  /** Compares everything below and counts the single values. */
  int compare(String where, Object read, JsonNode payload) {
    same(where, read, payload);
    return values;
  }

  private void same(String where, Object read, JsonNode json) {
    switch (read) {
      case Optional<?> optional when optional.isEmpty() -> {
        boolean absent =
            json == null || json.isNull() || List.of("", "null").contains(json.asText());
        assertEquals(true, absent, where + " was not read: " + json);
      }
      case Optional<?> optional -> same(where, optional.get(), json);
      case List<?> list -> list(where, list, json);
      case Map<?, ?> map -> map.forEach((k, v) -> same(where + "." + k, v, json.get((String) k)));
      case Fixed fixed -> value(where, fixed, json);
      case Record row when row.getClass().isAnnotationPresent(Row.class) -> row(where, row, json);
      case Record whole -> whole(where, whole, json);
      default -> value(where, read, json);
    }
  }

  private void list(String where, List<?> list, JsonNode json) {
    if (!json.isArray()) {
      assertEquals(1, list.size(), where);
      same(where, list.getFirst(), json);
      return;
    }
    assertEquals(json.size(), list.size(), where);
    for (int i = 0; i < list.size(); i++) {
      same(where + "[" + i + "]", list.get(i), json.get(i));
    }
  }

  private void row(String where, Record row, JsonNode json) {
    RecordComponent[] components = row.getClass().getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      same(where + "[" + i + "]", component(row, components[i]), json.get(i));
    }
  }

  private void whole(String where, Record whole, JsonNode json) {
    for (RecordComponent component : whole.getClass().getRecordComponents()) {
      Field field = component.getAnnotation(Field.class);
      String name = field == null ? component.getName() : field.value();
      same(where + "." + name, component(whole, component), json.get(name));
    }
  }

  private void value(String where, Object read, JsonNode json) {
    values++;
    switch (read) {
      case Fixed fixed -> equal(where, fixed.toBigDecimal(), json);
      case BigDecimal decimal -> equal(where, decimal, json);
      default -> assertEquals(json.asText(), read.toString(), where);
    }
  }

  private static void equal(String where, BigDecimal read, JsonNode json) {
    assertEquals(0, new BigDecimal(json.asText()).compareTo(read), where + ": " + read);
  }

  private static Object component(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
