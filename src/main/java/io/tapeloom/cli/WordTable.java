package io.tapeloom.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Rows for people to read: a line of labels, then columns of one width, nothing where no row is.
 */
final class WordTable {
  private static final String BETWEEN = "  ";

  /**
   * One column.
   *
   * @param label what stands above it
   * @param field of the row; one that ends in {@code Ms} is a time
   */
  record Column(String label, String field) {
    String text(JsonObject row) {
      return switch (row.getValue(field)) {
        case null -> "-";
        case JsonArray list -> list.stream().map(String::valueOf).collect(Collectors.joining(","));
        case Boolean flag -> flag ? "yes" : "no";
        case Number ms when field.endsWith("Ms") -> Instant.ofEpochMilli(ms.longValue()) + "";
        case Object other -> other.toString();
      };
    }
  }

  private WordTable() {}

  /** A column whose label is its field's name in capitals. */
  static Column column(String field) {
    return new Column(field.toUpperCase(Locale.ROOT), field);
  }

  /** The lines. */
  static List<String> lines(List<JsonObject> rows, List<Column> columns) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<List<String>> cells = new ArrayList<>();
    cells.add(columns.stream().map(Column::label).toList());
    rows.forEach(row -> cells.add(columns.stream().map(c -> c.text(row)).toList()));
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      widths.add(cells.stream().mapToInt(line -> line.get(column).length()).max().orElse(0));
    }
    return cells.stream().map(line -> line(line, widths)).toList();
  }

  private static String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      line.append(i == 0 ? "" : BETWEEN).append(cell);
      line.append(" ".repeat(widths.get(i) - cell.length()));
    }
    return line.toString().stripTrailing();
  }
}
