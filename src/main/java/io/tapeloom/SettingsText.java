package io.tapeloom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Looks at the text of a configuration file before its keys are read: of a key that stands twice
 * one value would count and the other be forgotten in silence.
 */
final class SettingsText {
  private static final int MAX_BYTES = 1 << 20;

  private SettingsText() {}

  /**
   * Accepts one section of keys in YAML.
   *
   * @throws SettingsInvalid naming the file, and the line where there is one
   */
  static void check(Path file) {
    if (Files.isDirectory(file)) {
      throw refused(file + " is a folder: expected a configuration file");
    }
    if (!Files.isRegularFile(file)) {
      throw refused("no configuration file " + file);
    }
    wrong(file)
        .ifPresent(
            why -> {
              throw refused(file + ": " + why);
            });
  }

  private static Optional<String> wrong(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        return Optional.of("expected at most 1 MiB, got " + Files.size(file) + " bytes");
      }
      return refusal(yaml().load(Files.readString(file)));
    } catch (DuplicateKeyException e) {
      return Optional.of("a key stands twice" + at(e) + ": " + e.getProblem());
    } catch (MarkedYAMLException e) {
      return Optional.of("not readable as YAML" + at(e) + ": " + e.getProblem());
    } catch (YAMLException e) {
      return Optional.of("not readable as YAML: " + e.getMessage());
    } catch (IOException e) {
      return Optional.of("not readable as UTF-8 text: " + e.getMessage());
    }
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new Yaml(new SafeConstructor(options));
  }

  private static Optional<String> refusal(Object loaded) {
    if (loaded == null) {
      return Optional.of("the file is empty: expected keys like http: {port: 8000}");
    }
    return loaded instanceof Map<?, ?>
        ? Optional.empty()
        : Optional.of("expected keys like http: {port: 8000}, got a list or a single text");
  }

  private static String at(MarkedYAMLException e) {
    return e.getProblemMark() == null ? "" : " in line " + (e.getProblemMark().getLine() + 1);
  }

  private static SettingsInvalid refused(String why) {
    return new SettingsInvalid(List.of(why));
  }
}
