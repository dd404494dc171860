package io.tapeloom.binance.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A payload's shape, taken from a record: its components are the fields. A field is required unless
 * it is {@code Optional}; unknown fields are ignored; a missing or mistyped one is refused by its
 * path. Names carry ranges: {@code ...Ms} is a time in milliseconds, {@code ...Id} an id, {@code
 * ...Qty} and {@code ...Price} are never negative.
 */
public final class Shape<T> {
  private final Cell cell;

  private Shape(Cell cell) {
    this.cell = cell;
  }

  /** The shape of one object, or of one array where the record is a {@link Row}. */
  public static <T extends Record> Shape<T> of(Class<T> type) {
    RecordComponent[] components = type.getRecordComponents();
    Constructor<T> constructor = constructor(type, components);
    Cell[] cells = Stream.of(components).map(Cells::of).toArray(Cell[]::new);
    Places places = new Places(components, type.isAnnotationPresent(Row.class));
    return new Shape<>(node -> build(constructor, places.read(node, cells)));
  }

  /** The shape of a list of these. */
  public Shape<List<T>> list() {
    return new Shape<>(Cells.list(cell));
  }

  /** The shape of one of these or a list of them: some calls answer either way. */
  public Shape<List<T>> oneOrMore() {
    Cell list = Cells.list(cell);
    return new Shape<>(node -> node.isArray() ? list.read(node) : List.of(cell.read(node)));
  }

  /** The shape of an object whose answer says no more than that it came. */
  public static Shape<Nothing> nothing() {
    return of(Nothing.class);
  }

  /** An answer without content. */
  public record Nothing() {}

  /**
   * Reads a payload.
   *
   * @throws Malformed naming the field at fault
   */
  public T read(JsonNode node) {
    @SuppressWarnings("unchecked")
    T value = (T) Cells.at("", cell, node);
    return value;
  }

  /**
   * Reads a payload from its bytes.
   *
   * @throws Malformed naming the field at fault, or that it is not JSON
   */
  public T read(byte[] payload) {
    return read(Json.read(payload));
  }

  private static <T> Constructor<T> constructor(Class<T> type, RecordComponent[] components) {
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T build(Constructor<T> constructor, Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Malformed fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(constructor + " must be public", e);
    }
  }

  /** Where a record's components stand in a payload. */
  private record Places(RecordComponent[] components, boolean row) {
    Object[] read(JsonNode node, Cell[] cells) {
      if (row ? !node.isArray() : !node.isObject()) {
        throw Cell.wrong(row ? "a list" : "an object", node);
      }
      Object[] values = new Object[cells.length];
      for (int i = 0; i < cells.length; i++) {
        String name = name(i);
        JsonNode value = row ? node.get(i) : node.get(name);
        boolean absent = value == null || value.isNull();
        boolean optional = components[i].getType() == Optional.class;
        values[i] = absent && optional ? Optional.empty() : Cells.at(name, cells[i], value);
      }
      return values;
    }

    private String name(int i) {
      if (row) {
        return "[" + i + "]";
      }
      Field field = components[i].getAnnotation(Field.class);
      return field == null ? components[i].getName() : field.value();
    }
  }
}
