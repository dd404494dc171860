package io.tapeloom.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every secret that a run brought forth, and where none of them may turn up again. */
final class Canaries {
  private static final int SHORTEST = 12;
  private static final int CHUNK = 8 << 20;
  private final Map<String, String> secrets = new LinkedHashMap<>();

  /** Remembers a secret under a name that a failure may show. */
  synchronized String keep(String name, String secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException(name + " is too short to be told from chance");
    }
    secrets.put(secret, name + " " + (secrets.size() + 1));
    return secret;
  }

  synchronized int count() {
    return secrets.size();
  }

  /** Names of the secrets in that text. */
  synchronized List<String> in(String text) {
    return secrets.entrySet().stream()
        .filter(secret -> text.contains(secret.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Fails where a text holds a secret. */
  void assertNoneIn(String where, String text) {
    assertEquals(List.of(), in(text), "secrets in " + where);
  }

  /** Fails where a file below that folder holds a secret; folders of that name are left out. */
  void assertNoneBelow(Path root, String except) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(Files::isRegularFile)
          .filter(file -> !root.relativize(file).startsWith(except))
          .forEach(file -> in(file).forEach(name -> found.add(name + " in " + file)));
    }
    assertEquals(List.of(), found);
  }

  private List<String> in(Path file) {
    List<String> found = new ArrayList<>();
    try (var bytes = Files.newInputStream(file)) {
      String tail = "";
      for (byte[] chunk = bytes.readNBytes(CHUNK); chunk.length > 0; ) {
        String text = tail + new String(chunk, StandardCharsets.ISO_8859_1);
        found.addAll(in(text));
        tail = text.substring(Math.max(0, text.length() - 1_024));
        chunk = bytes.readNBytes(CHUNK);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
