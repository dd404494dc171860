package io.tapeloom.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tapeloom.indicator.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * The boundaries that a run sealed too late, one a line: a time in ms, or an object with {@code t}
 * such as a decision line.
 */
final class LateList {
  private static final JsonMapper JSON = new JsonMapper();

  private LateList() {}

  /**
   * Reads the list.
   *
   * @throws IllegalArgumentException naming file and line of what is no boundary
   */
  static Set<Long> read(Path file) throws IOException {
    Set<Long> boundaries = new TreeSet<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank()) {
        boundaries.add(boundary(file, number, line));
      }
    }
    return boundaries;
  }

  private static long boundary(Path file, int number, String line) {
    try {
      JsonNode node = JSON.readTree(line);
      JsonNode t = node.isObject() ? node.path("t") : node;
      if (t.isIntegralNumber() && t.longValue() % Slice.LENGTH_MS == 0) {
        return t.longValue();
      }
    } catch (JsonProcessingException notJson) {
      throw refuse(file, number, line, notJson);
    }
    throw refuse(file, number, line, null);
  }

  private static IllegalArgumentException refuse(
      Path file, int number, String line, JsonProcessingException cause) {
    String message =
        "%s, line %d, t: expected a multiple of 15000 or an object with one, got \"%s\""
            .formatted(file, number, line);
    return new IllegalArgumentException(message, cause);
  }
}
