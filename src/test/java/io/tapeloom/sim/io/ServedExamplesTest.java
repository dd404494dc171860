package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.SharedFiles;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every official example belongs to a call that the running exchange answers in the same shape, or
 * is named with the reason why it is not served. Where shapes differ on purpose, docs/exchange.md
 * says so, and says nothing else: a difference that is gone must leave the list.
 */
class ServedExamplesTest {
  private static final Path TABLE = Path.of("src", "test", "resources", "binance", "examples.txt");
  private static final Path DOCS = Path.of("docs", "exchange.md");
  private static final String NOT_SERVED = "NONE ";
  private static final Pattern DIFFERENCE =
      Pattern.compile("\\| `([a-z-]+/[^`]+)` \\| `([^`]+)` \\| [^|]+ \\|");

  private static final Set<String> KNOWN = known();

  /** A line of the table: an example's name, "-" for none, and its call. */
  private record Row(String example, String call) {}

  /**
   * What the documents allow: examples by a pattern of their names, and members of their payload.
   */
  private record Difference(Pattern examples, Set<String> members) {
    boolean covers(String example, String member) {
      return examples.matcher(example).matches() && members.contains(member);
    }
  }

  @Test
  void everyExampleHasItsCallOrAReason() throws IOException {
    Path folder = SharedFiles.require("data/binance/official-examples");
    List<Row> rows = rows().stream().filter(row -> !row.example().equals("-")).toList();
    Set<String> named = new TreeSet<>(rows.stream().map(Row::example).toList());
    assertEquals(rows.size(), named.size(), "an example has two lines");
    Set<String> there = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .map(file -> folder.relativize(file).toString())
          .filter(name -> name.endsWith(".json"))
          .forEach(name -> there.add(name.substring(0, name.length() - 5)));
    }
    assertEquals(there, named);
  }

  @Test
  void everyCallAnswersInTheShapeOfItsExample() throws Exception {
    SharedFiles.require("data/binance/official-examples");
    List<Difference> allowed = differences();
    Set<Difference> met = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    try (ExampleCalls calls = new ExampleCalls()) {
      for (Row row : rows()) {
        if (row.call().startsWith(NOT_SERVED)) {
          continue;
        }
        try {
          Object ours = calls.answer(row.call());
          if (!row.example().equals("-")) {
            compared++;
            wrong.addAll(compare(row, ours, allowed, met));
          }
        } catch (AssertionError refused) {
          wrong.add(row.example() + " " + refused.getMessage());
        }
      }
    }
    System.out.println("official examples compared with the running exchange: " + compared);
    assertEquals(List.of(), wrong);
    allowed.stream()
        .filter(difference -> !met.contains(difference))
        .forEach(difference -> wrong.add("no longer differs: " + difference));
    assertEquals(List.of(), wrong);
    assertTrue(compared >= 205, "only " + compared);
  }

  private static List<String> compare(
      Row row, Object ours, List<Difference> allowed, Set<Difference> met) throws IOException {
    Object official = example(row.example());
    Map<String, String> shape = Shapes.of(ours);
    List<String> wrong = new ArrayList<>();
    for (String found : Shapes.differences(Shapes.of(official), shape, Set.of())) {
      String path = found.substring(0, found.indexOf(':'));
      if (found.contains("expected nothing") && KNOWN.contains(member(path) + shape.get(path))) {
        continue; // The published example leaves it out, another one shows it.
      }
      List<Difference> fitting =
          allowed.stream().filter(d -> d.covers(row.example(), member(path))).toList();
      met.addAll(fitting);
      if (fitting.isEmpty()) {
        wrong.add(row.example() + " " + found);
      }
    }
    return wrong;
  }

  /** The last name of a path; elements of a list are the list, those of a row are "row". */
  private static String member(String path) {
    String plain = path.replace("[]", "");
    return path.endsWith("[][]") ? "row" : plain.substring(plain.lastIndexOf('.') + 1);
  }

  /** Names and types of whatever any official example or recorded file shows. */
  private static Set<String> known() {
    Set<String> known = new TreeSet<>();
    for (String folder : List.of("official-examples", "events", "exchange-info")) {
      Path root = SharedFiles.root().resolve("data/binance/" + folder);
      if (!Files.exists(root)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(file -> file.toString().endsWith(".json"))
            .map(ServedExamplesTest::shape)
            .forEach(shape -> shape.forEach((path, type) -> known.add(member(path) + type)));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return known;
  }

  private static Map<String, String> shape(Path file) {
    try {
      return Shapes.of(Json.decodeValue(Files.readString(file)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Object example(String name) throws IOException {
    Path file = SharedFiles.require("data/binance/official-examples/" + name + ".json");
    Object payload = new JsonObject(Files.readString(file)).getValue("payload");
    return Json.decodeValue(Json.encode(payload));
  }

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" \\| ", 2))
        .map(parts -> new Row(parts[0], parts[1]))
        .toList();
  }

  private static List<Difference> differences() throws IOException {
    return DIFFERENCE
        .matcher(Files.readString(DOCS))
        .results()
        .map(
            row ->
                new Difference(
                    Pattern.compile(row.group(1).replace("*", ".*")),
                    Set.of(row.group(2).split(", "))))
        .toList();
  }
}
