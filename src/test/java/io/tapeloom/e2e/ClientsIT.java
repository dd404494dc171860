package io.tapeloom.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Other people's clients trade on {@code tapeloom sim} as a program of its own. Each is a program
 * of its own, too: it gets the exchange's addresses by its input and says how it went in its last
 * line.
 */
class ClientsIT {
  private static final Path ROOT = Path.of("target", "clients").toAbsolutePath();
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final long CLIENTS_SECONDS = 240;

  /** Calls that each program must at least have made, so that none can be left out unseen. */
  private static final int SCRIPT_CALLS = 240;

  private static final int JAVA_CALLS = 65;

  @Test
  void otherPeoplesClientsTradeHere() throws Exception {
    Trees.delete(ROOT);
    Files.createDirectories(ROOT);
    List<String> sim =
        List.of("sim", "--json", "--port", "0", "--data", ROOT.resolve("data").toString());
    try (Program program = Program.start(ROOT.resolve("sim.log"), sim)) {
      JsonObject given = program.ready(START).getJsonObject("sim");
      Process scripts = start("scripts", List.of("node", "prove.mjs"), "clients", given);
      Process java = start("java", java(), "java-clients", given);
      prove("scripts", scripts, SCRIPT_CALLS);
      prove("java", java, JAVA_CALLS);
      assertEquals(143, program.stop(STOP));
    }
  }

  /** A program of its own, so that no library of theirs meets one of ours. */
  private static List<String> java() {
    Path built = Path.of("target", "java-clients").toAbsolutePath();
    String classes = built.resolve("classes") + File.pathSeparator + built.resolve("lib") + "/*";
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(java, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", classes, "clients.Prove");
  }

  private static Process start(String name, List<String> command, String folder, JsonObject given)
      throws IOException {
    Process client =
        new ProcessBuilder(command)
            .directory(Path.of("src", "test", folder).toFile())
            .redirectErrorStream(true)
            .redirectOutput(report(name).toFile())
            .start();
    try (var input = client.outputWriter()) {
      input.write(given.encode());
    }
    return client;
  }

  private static Path report(String name) {
    return ROOT.resolve(name + ".log");
  }

  /** The last line says what was called and what did not hold. */
  private static void prove(String name, Process client, int calls) throws Exception {
    if (!client.waitFor(CLIENTS_SECONDS, TimeUnit.SECONDS)) {
      client.destroyForcibly();
    }
    int code = client.waitFor();
    String said = Files.readString(report(name));
    JsonObject result = result(said);
    System.out.printf("%s: %s%n", name, result);
    assertTrue(result.getBoolean("ok", false), said);
    assertEquals(0, code, said);
    assertTrue(result.getInteger("calls") >= calls, said);
    assertTrue(result.getInteger("checks") >= 2 * calls, said);
  }

  private static JsonObject result(String said) {
    String last = said.lines().reduce((_, line) -> line).orElse("");
    return last.startsWith("{") ? new JsonObject(last) : new JsonObject();
  }
}
