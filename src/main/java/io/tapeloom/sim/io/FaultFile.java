package io.tapeloom.sim.io;

import io.tapeloom.sim.FaultRule;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of faults, one JSON object per line; empty lines and lines that start with # are passed.
 */
public final class FaultFile {
  private static final int MOST_LINES = 100_000;

  private FaultFile() {}

  /**
   * Reads the faults of a file in its order.
   *
   * @throws MalformedFaults naming file, line and field
   * @throws IOException when the file cannot be read
   */
  public static List<FaultRule> read(Path file) throws IOException {
    List<FaultRule> rules = new ArrayList<>();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      if (number > MOST_LINES) {
        throw new MalformedFaults(file + ": expected at most " + MOST_LINES + " lines");
      }
      if (!line.isBlank() && !line.startsWith("#")) {
        rules.add(rule(file + " line " + number, line));
      }
    }
    return List.copyOf(rules);
  }

  private static List<String> lines(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new MalformedFaults(file + ": expected a file, got a folder");
    }
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new MalformedFaults(file + ": expected text in UTF-8");
    }
  }

  private static FaultRule rule(String where, String line) throws MalformedFaults {
    try {
      return FaultText.read(new JsonObject(line));
    } catch (BadAsk bad) {
      throw new MalformedFaults(where + ": " + bad.getMessage());
    } catch (DecodeException | ClassCastException e) {
      throw new MalformedFaults(where + ": expected a JSON object, got " + shortened(line));
    }
  }

  private static String shortened(String line) {
    return line.length() > 60 ? line.substring(0, 60) + "..." : line;
  }
}
