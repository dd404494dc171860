package io.tapeloom.cli;

import io.tapeloom.signal.Profile;
import io.tapeloom.signal.io.ProfileFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds a strategy by name: in a folder, else among those the program brings along. */
final class Strategies {
  /** The strategy that comes along. */
  static final String DEFAULT = "v51_baseline";

  private final List<Profile> inFolder;

  /**
   * The strategies of that folder, none where it does not exist.
   *
   * @throws IllegalArgumentException naming file and key when a strategy file is wrong
   */
  Strategies(Path folder) {
    inFolder = Files.isDirectory(folder) ? ProfileFiles.readAll(folder) : List.of();
  }

  /** The profile of that name. */
  Optional<Profile> find(String name) {
    return inFolder.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .or(() -> inFolder.isEmpty() ? builtIn(name) : Optional.empty());
  }

  /** What there is to choose from. */
  List<String> names() {
    return inFolder.isEmpty() ? List.of(DEFAULT) : inFolder.stream().map(Profile::name).toList();
  }

  private static Optional<Profile> builtIn(String name) {
    if (!name.matches("[a-z0-9_]+")) {
      return Optional.empty();
    }
    String resource = "/conf/strategies/" + name + ".json";
    try (InputStream in = Strategies.class.getResourceAsStream(resource)) {
      return Optional.ofNullable(in).map(i -> ProfileFiles.parse(resource, text(i)));
    } catch (IOException failed) {
      throw new UncheckedIOException("strategies: cannot read " + resource, failed);
    }
  }

  private static String text(InputStream in) {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException("strategies: cannot read", failed);
    }
  }
}
