package io.tapeloom.e2e;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, as {@code bin/tapeloom} starts it. */
final class Program implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final Process process;
  private final Path log;
  private final CompletableFuture<String> firstLine;

  private Program(Process process, Path log, CompletableFuture<String> firstLine) {
    this.process = process;
    this.log = log;
    this.firstLine = firstLine;
  }

  /** Starts a command; what it says goes to a log file beside the data directory. */
  static Program start(Path log, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.tapeloom.Main"));
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      CompletableFuture<String> line = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> readFirstLine(process, line));
      return new Program(process, log, line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readFirstLine(Process process, CompletableFuture<String> line) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String first = reader.readLine();
      if (first == null) {
        line.completeExceptionally(new IOException("ended without a line"));
      } else {
        line.complete(first);
        while (reader.readLine() != null) {
          Thread.onSpinWait();
        }
      }
    } catch (IOException e) {
      line.completeExceptionally(e);
    }
  }

  /** The line printed once ready. */
  JsonObject ready(Duration within) {
    try {
      return new JsonObject(firstLine.get(within.toMillis(), TimeUnit.MILLISECONDS));
    } catch (Exception e) {
      kill();
      throw new AssertionError("not ready within " + within + "; its log ends:\n" + tail(), e);
    }
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** kill -9 of the program alone: its PostgreSQL lives on as an orphan. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** SIGTERM and the exit code; fails after that long. */
  int stop(Duration within) {
    process.destroy();
    return await(within);
  }

  /** The exit code; fails after that long. */
  int await(Duration within) {
    try {
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
        throw new AssertionError("did not end within " + within + "; its log ends:\n" + tail());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop(Duration.ofSeconds(20));
    }
  }

  /** The access token of an account of a running program. */
  static String logIn(String url, String email, String password) {
    JsonObject login = new JsonObject().put("email", email).put("password", password);
    HttpResponse<String> answer = send(url + "/api/login", login);
    if (answer.statusCode() != 200) {
      throw new AssertionError("login answered " + answer.statusCode() + ": " + answer.body());
    }
    return new JsonObject(answer.body()).getString("access_token");
  }

  /** GET of a URL on loopback; the answer's body. */
  static String get(String url) {
    return get(HttpRequest.newBuilder(URI.create(url)));
  }

  /** The same with an access token. */
  static String get(String url, String token) {
    return get(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token));
  }

  private static String get(HttpRequest.Builder request) {
    try {
      HttpRequest get = request.timeout(Duration.ofSeconds(10)).build();
      String url = get.uri().toString();
      HttpResponse<String> answer = HTTP.send(get, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(url + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** POST of a JSON body; the status code. */
  static int post(String url, JsonObject body) {
    return send(url, body).statusCode();
  }

  private static HttpResponse<String> send(String url, JsonObject body) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(URI.create(url))
              .timeout(Duration.ofSeconds(10))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
