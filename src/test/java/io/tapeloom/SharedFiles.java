package io.tapeloom;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Recordings that lie beside the project; a test that needs one is skipped where it is absent. */
public final class SharedFiles {
  private SharedFiles() {}

  /** The file at that path below the shared folder, or a visible skip. */
  public static Path require(String relative) {
    Path file = root().resolve(relative);
    assumeTrue(Files.exists(file), () -> "skipped: no " + relative + " in the shared folder");
    return file;
  }

  /** The shared folder, whether it is there or not. */
  public static Path root() {
    return Optional.ofNullable(System.getProperty("tapeloom.shared"))
        .or(() -> Optional.ofNullable(System.getenv("TAPELOOM_SHARED")))
        .map(Path::of)
        .orElse(Path.of("..", "shared"));
  }
}
