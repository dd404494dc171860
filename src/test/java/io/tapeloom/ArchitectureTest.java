package io.tapeloom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws of the house: who may import whom, and what a pure room may not do. */
class ArchitectureTest {
  /** Pure rooms in import order: a room imports only the JDK and rooms before it. */
  private static final List<String> ROOMS =
      List.of(
          "kernel",
          "user",
          "task",
          "market",
          "sim",
          "altdata",
          "indicator",
          "signal",
          "strategy",
          "ledger",
          "goal",
          "risk",
          "trade",
          "lab",
          "alert");

  /** Further pure chambers of a room, and what of ours each imports besides itself. */
  private static final Map<String, List<String>> CHAMBERS =
      new TreeMap<>(
          Map.of(
              "sim.book", List.of("kernel"),
              "sim.spot", List.of("kernel", "market", "sim", "sim.book"),
              "sim.usdm", List.of("kernel", "market", "sim", "sim.book")));

  private static final List<String> SHELL = List.of("bus", "pg", "net", "web", "binance");

  /** The outbound clients: strict JSON, what the exchange answers, and all that needs a key. */
  private static final List<String> BINANCE =
      List.of(
          "io.tapeloom.binance",
          "io.tapeloom.binance.wire",
          "io.tapeloom.binance.answer",
          "io.tapeloom.binance.account");

  /** What {@code Math} answers alike on every machine; the rest belongs to {@code StrictMath}. */
  private static final Set<String> EXACT_MATH =
      Set.of(
          "abs",
          "absExact",
          "addExact",
          "ceil",
          "ceilDiv",
          "clamp",
          "decrementExact",
          "divideExact",
          "floor",
          "floorDiv",
          "floorMod",
          "fma",
          "incrementExact",
          "max",
          "min",
          "multiplyExact",
          "multiplyHigh",
          "multiplyFull",
          "negateExact",
          "rint",
          "round",
          "signum",
          "sqrt",
          "subtractExact",
          "toIntExact",
          "unsignedMultiplyHigh");

  private static final Set<String> HASHED = Set.of("of", "ofEntries", "copyOf");
  private static final Set<String> CHANGING =
      Set.of(
          "java.util.ArrayDeque",
          "java.util.ArrayList",
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.LinkedHashMap",
          "java.util.TreeMap");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tapeloom");

  @Test
  void everyRoomIsOnTheList() {
    Stream<String> known =
        Stream.of(ROOMS, SHELL, List.of("gateway", "ops", "cli", "bench")).flatMap(List::stream);
    List<String> names = known.toList();
    CLASSES.stream()
        .map(c -> room(c.getPackageName()))
        .filter(r -> !r.isEmpty())
        .forEach(r -> assertTrue(names.contains(r), "room " + r + " is not in the architecture"));
  }

  @Test
  void pureRoomsImportOnlyTheJdkAndEarlierRooms() {
    for (int i = 0; i < ROOMS.size(); i++) {
      String room = ROOMS.get(i);
      List<String> allowed = new ArrayList<>(List.of("java.lang..", "java.math..", "java.util.."));
      allowed.add(pure(room));
      List<String> earlier =
          room.equals("sim") ? List.of("kernel", "market", "sim.book") : ROOMS.subList(0, i);
      earlier.forEach(e -> allowed.add(pure(e)));
      if (room.equals("indicator")) {
        allowed.add("org.ta4j..");
        // ta4j's bars carry them; where the time comes from is checked below.
        allowed.add("java.time");
      }
      onlyFrom(pure(room), allowed);
    }
  }

  @Test
  void chambersImportOnlyTheJdkAndWhatIsNamed() {
    CHAMBERS.forEach(
        (chamber, named) -> {
          List<String> allowed =
              new ArrayList<>(List.of("java.lang..", "java.math..", "java.util.."));
          allowed.add(pure(chamber));
          named.forEach(n -> allowed.add(pure(n)));
          onlyFrom(pure(chamber), allowed);
        });
  }

  @Test
  void pureRoomsHaveNoClockNoChanceAndNoThreads() {
    DescribedPredicate<JavaClass> forbidden =
        DescribedPredicate.describe(
            "a source of time, chance or concurrency",
            c ->
                c.getName().startsWith("java.util.concurrent")
                    || List.of(
                            "java.util.Random",
                            "java.lang.Thread",
                            "java.util.UUID",
                            "java.util.Timer",
                            "java.util.HashMap",
                            "java.util.HashSet",
                            "java.util.Date")
                        .contains(c.getName()));
    String[] rooms = pure();
    noClasses()
        .that()
        .resideInAnyPackage(rooms)
        .should()
        .dependOnClassesThat(forbidden)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /** Calls whose answer is another on another run, machine or day. */
  @Test
  void pureRoomsCallNothingThatAnswersDifferentlyEachTime() {
    DescribedPredicate<JavaAccess<?>> unsteady =
        DescribedPredicate.describe(
            "is a call whose answer depends on the run or the machine",
            access -> unsteady(access.getTarget()));
    String[] rooms = pure();
    noClasses()
        .that()
        .resideInAnyPackage(rooms)
        .should()
        .accessTargetWhere(unsteady)
        .check(CLASSES);
  }

  private static boolean unsteady(AccessTarget target) {
    String name = target.getName();
    int arguments =
        target instanceof AccessTarget.CodeUnitCallTarget call
            ? call.getRawParameterTypes().size()
            : 0;
    return switch (target.getOwner().getName()) {
      case "java.lang.System" -> !name.equals("arraycopy");
      case "java.lang.Math" -> !EXACT_MATH.contains(name);
      case "java.util.SplittableRandom" -> name.equals("<init>") && arguments == 0;
      case "java.util.random.RandomGenerator" -> name.equals("getDefault") || name.equals("of");
      // Immutable sets and maps, and what collectors build, iterate in hash order.
      case "java.util.Set", "java.util.Map" -> HASHED.contains(name) && arguments > 0;
      case "java.util.stream.Collectors" ->
          name.endsWith("Set")
              || (name.startsWith("grouping") && arguments < 3)
              || (name.endsWith("Map") && arguments < 4);
      default -> name.equals("parallel") || name.equals("parallelStream");
    };
  }

  @Test
  void nothingIsStaticExceptConstants() {
    List<String> state =
        CLASSES.stream()
            .filter(c -> !c.getPackageName().contains("jmh_generated"))
            .flatMap(c -> c.getFields().stream())
            .filter(f -> f.getModifiers().contains(JavaModifier.STATIC))
            .filter(f -> !f.getModifiers().contains(JavaModifier.SYNTHETIC))
            .filter(ArchitectureTest::changes)
            .map(JavaField::getFullName)
            .toList();
    assertEquals(List.of(), state, "static and able to change");
  }

  private static boolean changes(JavaField field) {
    String type = field.getRawType().getName();
    return !field.getModifiers().contains(JavaModifier.FINAL)
        || type.startsWith("java.util.concurrent.")
        || CHANGING.contains(type);
  }

  @Test
  void verticlesAreThin() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : sources.filter(f -> f.toString().endsWith("Verticle.java")).toList()) {
        int lines = Files.readAllLines(file).size();
        assertTrue(lines <= 120, file + ": expected at most 120 lines, got " + lines);
      }
    }
  }

  @Test
  void doorsNeverImportAnotherRoomsDoor() {
    for (int i = 0; i < ROOMS.size(); i++) {
      String room = ROOMS.get(i);
      List<String> allowed = new ArrayList<>(List.of("io.tapeloom." + room + ".io"));
      if (room.equals("sim")) {
        // One door in several packages, and the room's own chambers behind it.
        for (String part : List.of("spot", "usdm", "keys", "market")) {
          allowed.add("io.tapeloom.sim.io." + part);
        }
        CHAMBERS.keySet().forEach(c -> allowed.add(pure(c)));
      }
      ROOMS.subList(0, i + 1).forEach(e -> allowed.add(pure(e)));
      shell().stream()
          .filter(s -> !(room.equals("sim") && s.startsWith("io.tapeloom.binance")))
          .forEach(allowed::add);
      onlyOurs("io.tapeloom." + room + ".io..", allowed);
    }
  }

  @Test
  void shellLibrariesKeepTheirImports() {
    List<String> pure = ROOMS.stream().map(ArchitectureTest::pure).toList();
    onlyOurs("io.tapeloom.bus..", join(pure, "io.tapeloom.bus"));
    onlyOurs("io.tapeloom.pg..", ours("pg", "kernel", "bus"));
    onlyOurs("io.tapeloom.net..", ours("net", "kernel", "bus"));
    onlyOurs("io.tapeloom.web..", ours("web", "kernel", "bus", "user"));
    onlyOurs("io.tapeloom.binance.wire..", ours("binance.wire", "kernel"));
    onlyOurs(
        "io.tapeloom.binance.answer..", ours("binance.answer", "binance.wire", "kernel", "ledger"));
    List<String> binance = new ArrayList<>(BINANCE);
    binance.addAll(ours("kernel", "bus", "market", "ledger", "net"));
    onlyOurs("io.tapeloom.binance..", binance);
    List<String> shell = shell();
    for (String door : List.of("gateway", "ops")) {
      List<String> allowed = new ArrayList<>(pure);
      allowed.addAll(shell);
      allowed.add("io.tapeloom." + door);
      if (door.equals("gateway")) {
        allowed.add("io.tapeloom.gateway.ws");
      }
      onlyOurs("io.tapeloom." + door, allowed);
    }
    List<String> beneath = new ArrayList<>(pure);
    beneath.addAll(shell);
    onlyOurs("io.tapeloom.gateway.ws..", join(beneath, "io.tapeloom.gateway.ws"));
  }

  @Test
  void moneyIsNeverADouble() throws IOException {
    Path classes = Path.of("target", "classes", "io", "tapeloom");
    for (String room : List.of("ledger", "trade")) {
      assertEquals(List.of(), FloatingPoint.in(classes.resolve(room)), room);
    }
    for (String chamber : CHAMBERS.keySet()) {
      Path folder = classes.resolve(chamber.replace('.', '/'));
      if (Files.isDirectory(folder)) {
        assertEquals(List.of(), FloatingPoint.in(folder), chamber);
      }
    }
    for (String chamber : List.of("wire", "answer", "account")) {
      assertEquals(List.of(), FloatingPoint.in(classes.resolve("binance/" + chamber)), chamber);
    }
    List<String> statistics = FloatingPoint.in(classes.resolve("indicator"));
    assertFalse(statistics.isEmpty(), "the search must find the doubles of a room that has some");
    List<String> fixed = FloatingPoint.in(classes.resolve("kernel"));
    assertTrue(
        fixed.contains("io/tapeloom/kernel/Fixed.toDouble takes or gives one"),
        "and a single method: " + fixed);
  }

  private static List<String> shell() {
    List<String> shell = new ArrayList<>(SHELL.stream().map(ArchitectureTest::pure).toList());
    shell.addAll(BINANCE);
    return shell;
  }

  private static List<String> ours(String... rooms) {
    return Stream.of(rooms).map(r -> "io.tapeloom." + r).toList();
  }

  private static List<String> join(List<String> list, String more) {
    List<String> joined = new ArrayList<>(list);
    joined.add(more);
    return joined;
  }

  /** Packages of all pure rooms and chambers. */
  private static String[] pure() {
    return Stream.concat(ROOMS.stream(), CHAMBERS.keySet().stream())
        .map(ArchitectureTest::pure)
        .toArray(String[]::new);
  }

  private static String pure(String room) {
    return "io.tapeloom." + room;
  }

  private static String room(String packageName) {
    String[] parts = packageName.split("\\.");
    return parts.length < 3 ? "" : parts[2];
  }

  private static void onlyFrom(String inPackage, List<String> allowed) {
    noClasses()
        .that()
        .resideInAPackage(inPackage)
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(allowed.toArray(String[]::new))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static void onlyOurs(String inPackage, List<String> allowed) {
    DescribedPredicate<JavaClass> foreign =
        DescribedPredicate.describe(
            "a class of another room",
            c ->
                c.getPackageName().startsWith("io.tapeloom")
                    && !allowed.contains(c.getPackageName()));
    noClasses()
        .that()
        .resideInAPackage(inPackage)
        .should()
        .dependOnClassesThat(foreign)
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
