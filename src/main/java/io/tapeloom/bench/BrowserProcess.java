package io.tapeloom.bench;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * {@link Browsers} in a process of their own, so that this one's processor time is the server's.
 */
final class BrowserProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;

  BrowserProcess() throws IOException {
    this(Browsers.class);
  }

  /** Another kind of clients that obeys the same words. */
  BrowserProcess(Class<?> program) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    process =
        new ProcessBuilder(
                java.toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  void open(int port, String path, int count) throws IOException {
    ask("open " + port + " " + path + " " + count);
  }

  /** Opens clients that want to know more. */
  void open(int port, String path, String more) throws IOException {
    ask("open " + port + " " + path + " " + more);
  }

  /** Opens some that read nothing. */
  void stall(int port, String path, int count) throws IOException {
    ask("stall " + port + " " + path + " " + count);
  }

  /** Closes them all. */
  void leave() throws IOException {
    ask("leave");
  }

  void forget() throws IOException {
    ask("forget");
  }

  JsonObject report() throws IOException {
    return new JsonObject(ask("report"));
  }

  private String ask(String command) throws IOException {
    process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    String answer = answers.readLine();
    while (answer != null && !answer.startsWith("{")) {
      answer = answers.readLine();
    }
    if (answer == null) {
      throw new IOException("the browsers' process ended at \"" + command + "\"");
    }
    return answer;
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
  }
}
