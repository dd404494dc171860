package io.tapeloom.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs the yardstick that is written in Python, where there is a Python. */
final class PythonDeques {
  private static final String SCRIPT = "/bench/deques.py";

  private PythonDeques() {}

  /** Nanoseconds per trade; absent, and said so, where python3 cannot be run. */
  static Optional<Double> nanos(int trades, Consumer<String> talk)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile("deques", ".py");
    try (InputStream in = PythonDeques.class.getResourceAsStream(SCRIPT)) {
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
      return run(new ProcessBuilder("python3", script.toString(), "" + trades), talk);
    } finally {
      Files.delete(script);
    }
  }

  private static Optional<Double> run(ProcessBuilder builder, Consumer<String> talk)
      throws IOException, InterruptedException {
    Process process;
    try {
      process = builder.redirectErrorStream(true).start();
    } catch (IOException absent) {
      talk.accept("engine: Python deques skipped, no python3 here");
      return Optional.empty();
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      talk.accept("engine: Python deques skipped, python3 failed: " + said.strip());
      return Optional.empty();
    }
    return Optional.of(Double.parseDouble(said.strip()));
  }
}
