package io.tapeloom;

import io.tapeloom.signal.Profile;
import io.tapeloom.signal.io.ProfileFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that settings point to. Only what needs them asks: a migration needs no strategy. */
public final class SettingsFiles {
  private SettingsFiles() {}

  /**
   * The strategies of the settings.
   *
   * @throws SettingsInvalid naming folder, file and key
   */
  public static List<Profile> strategies(Settings settings) {
    Path folder = settings.signal().strategiesDir();
    if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
      throw new SettingsInvalid(
          List.of(
              "signal.strategies_dir: expected a folder of strategy files, found no " + folder));
    }
    try {
      return ProfileFiles.readAll(folder);
    } catch (IllegalArgumentException | java.io.UncheckedIOException e) {
      throw new SettingsInvalid(List.of(e.getMessage()));
    }
  }

  private static boolean readable(Path file) {
    return Files.isReadable(file) && !Files.isDirectory(file);
  }

  /**
   * Looks whether everything that the settings name is there.
   *
   * @throws SettingsInvalid with every mistake found
   */
  public static void check(Settings settings) {
    List<String> problems = new ArrayList<>();
    try {
      strategies(settings);
    } catch (SettingsInvalid invalid) {
      problems.addAll(invalid.problems());
    }
    settings.sim().source().stream()
        .filter(source -> !source.equals("generator"))
        .filter(source -> !readable(Path.of(source)))
        .map(source -> "sim.source: expected generator or a readable file, found no " + source)
        .forEach(problems::add);
    String faults = settings.sim().faults();
    if (!faults.isEmpty() && !readable(Path.of(faults))) {
      problems.add("sim.faults: expected a readable file, found no " + faults);
    }
    if (!problems.isEmpty()) {
      throw new SettingsInvalid(problems);
    }
  }
}
