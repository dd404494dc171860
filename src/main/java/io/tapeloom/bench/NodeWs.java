package io.tapeloom.bench;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The yardstick that is written for node with its {@code ws}, in a process of its own. */
final class NodeWs implements AutoCloseable {
  private static final String SCRIPT = "/bench/ws.mjs";

  private final Process process;
  private final BufferedReader answers;
  private final Path folder;
  private final int port;

  private NodeWs(Path folder, Path modules) throws IOException {
    this.folder = folder;
    process =
        new ProcessBuilder(
                "node",
                folder.resolve("ws.mjs").toString(),
                modules.toString(),
                folder.resolve("frames.txt").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    port = read().getInteger("port");
  }

  /** A server of those frames; absent where there is no node or no {@code ws} for it. */
  static Optional<NodeWs> serving(List<String> frames) throws IOException {
    Path modules = Path.of(System.getProperty("tapeloom.home", ".")).resolve("webroot");
    if (!Files.isDirectory(modules.resolve("node_modules").resolve("ws"))) {
      return Optional.empty();
    }
    Path folder = Files.createTempDirectory("bench-ws");
    Files.write(folder.resolve("frames.txt"), frames);
    try (InputStream in = NodeWs.class.getResourceAsStream(SCRIPT)) {
      Files.copy(in, folder.resolve("ws.mjs"), StandardCopyOption.REPLACE_EXISTING);
    }
    try {
      return Optional.of(new NodeWs(folder, modules.toAbsolutePath()));
    } catch (IOException absent) {
      remove(folder);
      return Optional.empty();
    }
  }

  int port() {
    return port;
  }

  /** Sends that many frames a second to every client from now on. */
  void rate(double perSecond) throws IOException {
    ask("rate " + perSecond);
  }

  /** Processor time of its process so far. */
  long cpuNanos() throws IOException {
    return ask("cpu").getLong("micros") * 1_000;
  }

  private JsonObject ask(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    return read();
  }

  private JsonObject read() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("node ended");
    }
    return new JsonObject(line);
  }

  private static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve("frames.txt"));
    Files.deleteIfExists(folder.resolve("ws.mjs"));
    Files.delete(folder);
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    remove(folder);
  }
}
