package io.tapeloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** No package is used in a version that is known to be faulty: config/known-faults.yaml. */
class KnownFaultsTest {
  private static final Path LIST = Path.of("config", "known-faults.yaml");
  private static final Path JAVA = Path.of("target", "dependencies.txt");
  private static final List<Path> LOCKS =
      List.of(
          Path.of("webroot", "package-lock.json"),
          Path.of("src", "test", "ws-client", "package-lock.json"));

  private static List<Map<String, String>> faults() throws Exception {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    List<Map<String, String>> faults = new ArrayList<>();
    for (Object entry : (List<?>) yaml.load(Files.readString(LIST))) {
      Map<String, String> fault = new TreeMap<>();
      ((Map<?, ?>) entry).forEach((key, value) -> fault.put(key.toString(), value.toString()));
      faults.add(fault);
    }
    return faults;
  }

  /** Versions by package. */
  private static Map<String, Set<String>> used() throws Exception {
    Map<String, Set<String>> used = java(Files.readString(JAVA).strip());
    for (Path lock : LOCKS) {
      locked(new JsonObject(Files.readString(lock)))
          .forEach((name, v) -> used.merge(name, v, KnownFaultsTest::both));
    }
    return used;
  }

  private static Set<String> both(Set<String> some, Set<String> more) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(more);
    return all;
  }

  /** {@code repository/group/as/folders/artifact/version/file.jar}, with colons between. */
  private static Map<String, Set<String>> java(String classPath) {
    Map<String, Set<String>> used = new TreeMap<>();
    for (String jar : classPath.split(":")) {
      List<String> parts = List.of(jar.split("/"));
      int size = parts.size();
      String group = String.join(".", parts.subList(1, size - 3));
      used.computeIfAbsent(group + ":" + parts.get(size - 3), _ -> new TreeSet<>())
          .add(parts.get(size - 2));
    }
    return used;
  }

  private static Map<String, Set<String>> locked(JsonObject lock) {
    Map<String, Set<String>> used = new TreeMap<>();
    JsonObject packages = lock.getJsonObject("packages");
    for (String path : packages.fieldNames()) {
      int name = path.lastIndexOf("node_modules/");
      if (name >= 0) {
        used.computeIfAbsent(
                "npm:" + path.substring(name + "node_modules/".length()), _ -> new TreeSet<>())
            .add(packages.getJsonObject(path).getString("version"));
      }
    }
    return used;
  }

  private static List<String> hits(Map<String, Set<String>> used) throws Exception {
    List<String> hits = new ArrayList<>();
    for (Map<String, String> fault : faults()) {
      for (String version : used.getOrDefault(fault.get("package"), Set.of())) {
        if (Versions.within(version, fault.get("range")) && !fault.containsKey("not-reached")) {
          hits.add("%s %s has %s".formatted(fault.get("package"), version, fault.get("id")));
        }
      }
    }
    return hits;
  }

  @Test
  void nothingThatIsUsedHasAKnownFault() throws Exception {
    Map<String, Set<String>> used = used();
    for (String expected :
        List.of("io.netty:netty-codec-http", "io.vertx:vertx-core", "npm:vite", "npm:vue")) {
      assertTrue(used.containsKey(expected), () -> expected + " is not among " + used.keySet());
    }
    assertTrue(used.size() > 200, "saw " + used.size() + " packages");
    assertEquals(List.of(), hits(used), "please move to a newer version");
  }

  @Test
  void everyFaultIsWholeAndStandsOnce() throws Exception {
    Set<String> seen = new HashSet<>();
    List<Map<String, String>> faults = faults();
    assertTrue(faults.size() > 100, "only " + faults.size());
    for (Map<String, String> fault : faults) {
      assertTrue(
          fault.keySet().containsAll(List.of("id", "package", "range", "source")), fault + "");
      assertTrue(
          fault.get("id").matches("CVE-20[0-9]{2}-[0-9]{4,7}|GHSA(-[0-9a-z]{4}){3}"), fault + "");
      assertTrue(
          fault.get("package").matches("[a-z0-9._-]+:[A-Za-z0-9._-]+|npm:[@a-z0-9/._-]+"),
          fault + "");
      assertFalse(Versions.within("99999", fault.get("range")), fault + " has no end");
      assertTrue(seen.add(fault.get("id") + fault.get("package")), fault + " stands twice");
    }
  }

  @Test
  void aFaultyVersionIsFound() throws Exception {
    String old =
        "repository/org/apache/logging/log4j/log4j-core/2.14.1/log4j-core-2.14.1.jar:"
            + "repository/io/netty/netty-codec-http/4.2.10.Final/netty-codec-http-4.2.10.Final.jar";
    List<String> hits = hits(java(old));
    assertTrue(
        hits.contains("org.apache.logging.log4j:log4j-core 2.14.1 has CVE-2021-44228"), hits + "");
    assertTrue(
        hits.contains("io.netty:netty-codec-http 4.2.10.Final has CVE-2026-42587"), hits + "");
    JsonObject lock =
        new JsonObject(
            "{\"packages\":{\"\":{\"version\":\"1\"},"
                + "\"node_modules/a/node_modules/ws\":{\"version\":\"8.16.0\"}}}");
    assertEquals(List.of("npm:ws 8.16.0 has CVE-2024-37890"), hits(locked(lock)));
  }

  @Test
  void versionsAreComparedAsPeopleMeanThem() {
    List<String> ascending =
        List.of("1.0-alpha1", "1.0-beta9", "1.0-rc1", "1.0", "1.0.1", "1.2", "1.10", "2.0.0.1");
    for (int i = 1; i < ascending.size(); i++) {
      assertTrue(Versions.compare(ascending.get(i - 1), ascending.get(i)) < 0, ascending.get(i));
    }
    assertEquals(0, Versions.compare("4.1.2.Final", "4.1.2"));
    assertEquals(0, Versions.compare("1.0", "1.0.0"));
    assertTrue(Versions.within("2.0", "[1.0,2.0]") && !Versions.within("2.0", "[1.0,2.0)"));
    assertTrue(Versions.within("0.1", "(,1.0),[3.0,4.0)"));
    assertFalse(Versions.within("2.0", "(,1.0),[3.0,4.0)"));
    assertThrows(IllegalArgumentException.class, () -> Versions.within("1", "1.0 to 2.0"));
    assertThrows(IllegalArgumentException.class, () -> Versions.within("1", ""));
  }
}
