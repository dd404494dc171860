package io.tapeloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.DataDir;
import io.tapeloom.SettingsSchema;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Data on stdout, talk on stderr, and an exit code that a script can rely on. */
class CommandLineTest {
  @TempDir private Path dir;

  /** What one run printed and answered. */
  private record Run(int exitCode, String out, String err) {}

  @Test
  void versionIsData() {
    Run run = run("version", "--json");
    assertEquals(0, run.exitCode());
    assertEquals(Runtime.version().toString(), new JsonObject(run.out().strip()).getString("java"));
    assertEquals("", run.err());
    assertTrue(run("--version").out().startsWith("tapeloom "));
  }

  @Test
  void helpListsTheExitCodesAndGoesToStdout() {
    Run run = run("doctor", "--help");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("Usage: tapeloom doctor"), run.out());
    assertTrue(run("--help").out().contains("130   interrupted"));
  }

  @Test
  void helpIsACommandToo() {
    assertEquals(run("--help"), run("help"));
    assertEquals(run("replay", "--help"), run("help", "replay"));
    assertEquals(run("user", "invite", "--help"), run("help", "user", "invite"));
    Run deep = run("help", "user", "invite", "create");
    assertEquals(run("user", "invite", "create", "--help"), deep);
    assertTrue(deep.out().startsWith("Usage: tapeloom user invite create"), deep.out());
    assertEquals(2, run("help", "nonsense").exitCode());
    Run wrong = run("help", "user", "invit");
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.err().contains("unknown command \"invit\", did you mean"), wrong.err());
  }

  @Test
  void aFlagThatDoesNotFitIsUsageAndIsCalledByItsName() {
    assertUsage(
        "--port: expected a whole number from 0 to 65535, got 99999", "up", "--port", "99999");
    assertUsage("--sim-port: expected a whole number from", "up", "--sim-port", "-1");
    assertUsage("--speed: expected a number from", "up", "--speed", "0");
  }

  @Test
  void everyCommandParsesEveryOptionAndExplainsItself() {
    RootCommand.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              Run run = run(name, "--help");
              assertEquals(0, run.exitCode(), name + ": " + run.err());
              assertTrue(run.out().contains("Usage: tapeloom " + name), run.out());
              int wrong = run(name, "--no-such-option").exitCode();
              assertEquals(2, wrong, name);
              command
                  .getCommandSpec()
                  .options()
                  .forEach(option -> assertFalse(option.description().length == 0, name + option));
            });
    assertEquals(2, run("sim", "--port", "99999", "--seed", "5").exitCode());
  }

  @Test
  void anUnknownWordIsUsageAndNamesTheNearest() {
    assertUsage("unknown command \"docter\", did you mean \"doctor\"?", "docter");
    assertUsage("unknown command \"repaly\", did you mean \"replay\"?", "repaly", "x.csv");
    assertUsage("unknown option \"--jsno\", did you mean \"--json\"?", "version", "--jsno");
    assertUsage("unknown option \"--cofnig\", did you mean \"--config\"?", "--cofnig=x", "doctor");
    assertUsage("unknown command \"validat\", did you mean \"validate\"?", "config", "validat");
    assertUsage("unexpected argument \"stray\"", "doctor", "stray");
    assertUsage("Missing required", "--config");
    assertEquals(2, run().exitCode());
    assertEquals("", run().out());
  }

  @Test
  void anInvalidConfigurationIsCodeThreeAndSaysWhy() throws Exception {
    Path file = Files.writeString(dir.resolve("bad.yaml"), "http: {prot: 1}\n");
    for (String[] command : List.of(new String[] {"config", "validate"}, new String[] {"doctor"})) {
      Run run = run("--config", file.toString(), command[0], command[command.length - 1]);
      assertEquals(command[0].equals("config") ? 3 : 2, run.exitCode());
    }
    Run run = run("--config", file.toString(), "migrate");
    assertEquals(3, run.exitCode());
    assertEquals("", run.out());
    assertEquals(file + ": unknown key \"http.prot\", did you mean \"http.port\"?\n", run.err());
  }

  @Test
  void validateShowAndSchemaPrintData() throws Exception {
    Path file = Files.writeString(dir.resolve("ok.yaml"), "http: {port: 8123}\n");
    assertEquals(
        "valid: 1 of %d keys set\n".formatted(SettingsSchema.bundled().keys().size()),
        run("config", "validate", file.toString()).out());
    Run shown = run("--config", file.toString(), "config", "show", "--origin");
    assertTrue(shown.out().contains("http.port = 8123  (" + file + ")\n"), shown.out());
    assertTrue(shown.out().contains("sim.port = 8900  (default)\n"));
    Run schema = run("config", "schema");
    assertFalse(new JsonObject(schema.out()).getBoolean("additionalProperties"));
  }

  @Test
  void theDoctorFindsATakenPortAndLeavesNoTrace() throws Exception {
    Path data = dir.resolve("data");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path file =
          Files.writeString(
              dir.resolve("c.yaml"),
              "{http: {port: " + taken.getLocalPort() + "}, sim: {port: 0}}");
      Run run = run("doctor", "--config", file.toString(), "--data", data.toString());
      assertEquals(7, run.exitCode(), run.out() + run.err());
      assertTrue(run.out().contains("fail  http port"), run.out());
      assertTrue(run.out().contains("ok    jdk"), run.out());
    }
    assertFalse(Files.exists(data));
    assertEquals(Check.State.FAIL, DoctorCommand.jdk(Runtime.Version.parse("17.0.15")).state());
  }

  @Test
  void aTakenPortIsCodeFourAndSaysWhichFlagChoosesAnother() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Run sim = run("sim", "--port", port, "--data", dir.toString());
      assertEquals(4, sim.exitCode(), sim.err());
      assertTrue(sim.err().contains("127.0.0.1:" + port), sim.err());
      assertTrue(sim.err().contains("choose another port with --port"), sim.err());
    }
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsCodeFour() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("c.yaml"), "database: {url: \"postgresql://127.0.0.1:1/tape\"}");
    Run run = run("--config", file.toString(), "migrate", "status");
    assertEquals(4, run.exitCode());
    assertTrue(run.err().startsWith("the database does not answer: "), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void anExchangeThatIsNotThereEndsTheStartWithItsAddress() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("c.yaml"),
            """
            sim: {enabled: false}
            exchange: {rest_url: "http://127.0.0.1:1"}
            database: {port: 0}
            http: {port: 0}
            """);
    String data = dir.resolve("data").toString();
    Run run = run("--config", file.toString(), "--data", data, "up", "-q", "--no-open");
    assertEquals(4, run.exitCode(), run.err());
    assertEquals(
        "the exchange gives no answer of use: http://127.0.0.1:1/fapi/v1/exchangeInfo: no answer,"
            + " Connection refused: /127.0.0.1:1",
        run.err().lines().toList().getLast());
  }

  @Test
  void whatAStartCannotWorkWithIsSaidInOneLine() throws Exception {
    Path bad = Files.writeString(dir.resolve("a.json"), "{");
    Path file =
        Files.writeString(dir.resolve("c.yaml"), "signal: {strategies_dir: \"" + dir + "\"}\n");
    Run strategies = run("--config", file.toString(), "--data", dir + "/data", "up");
    assertEquals(3, strategies.exitCode());
    assertTrue(strategies.err().startsWith(bad + ": not JSON, line 1"), strategies.err());
    assertEquals(1, strategies.err().lines().count(), strategies.err());
    assertEquals(3, run("config", "validate", file.toString()).exitCode());
    Run folder = run("--data", bad.toString(), "up", "--no-open");
    assertEquals(6, folder.exitCode(), folder.err());
    assertTrue(folder.err().contains("cannot write to the data directory " + bad), folder.err());
    String[] replay = "replay x.csv --market usdm --symbol BTCUSDT --step x".split(" ");
    assertUsage("--step: ", replay);
  }

  @Test
  void migrateStartsAndStopsTheEmbeddedServer() throws Exception {
    Path file = Files.writeString(dir.resolve("c.yaml"), "database: {port: 0}");
    Path data = dir.resolve("data");
    String[] status = {
      "--config", file.toString(), "--data", data.toString(), "migrate", "status", "--json"
    };
    String[] up = {"--config", file.toString(), "--data", data.toString(), "migrate"};
    Run first = run(up);
    assertEquals(0, first.exitCode(), first.err());
    assertTrue(first.out().matches("schema version \\d+, [1-9]\\d* applied now, 0 pending\n"));
    assertEquals(0, new JsonObject(run(status).out()).getInteger("applied"));
    assertFalse(Files.exists(data.resolve("postgres").resolve("postmaster.pid")));
    try (DataDir.Lock _ = new DataDir(data).lock()) {
      Run refused = run(up);
      assertEquals(6, refused.exitCode());
      assertTrue(refused.err().contains("is in use by another Tapeloom"), refused.err());
    }
  }

  private static void assertUsage(String expected, String... arguments) {
    Run run = run(arguments);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains(expected), run.err());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = RootCommand.commandLine(arguments);
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode = line.execute(arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
