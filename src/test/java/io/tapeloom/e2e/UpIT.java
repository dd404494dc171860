package io.tapeloom.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.DataDir;
import io.tapeloom.market.AggTrade;
import io.tapeloom.signal.io.StoredLines;
import io.tapeloom.sim.SimMarket;
import io.tapeloom.sim.Tape;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * One command on an empty directory: the live page in a real browser, an orderly stop that leaves
 * nothing behind, a start that goes on where the tape ended, and every fault of the stream healed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpIT {
  private static final Path ROOT = Path.of("target", "up").toAbsolutePath();
  private static final DataDir DIR = new DataDir(ROOT.resolve("data"));
  private static final Path CONFIG = ROOT.resolve("up.yaml");

  /** Nobody answers there, and nobody asks: the exchange is on this machine. */
  private static final String PROXIES =
      "proxies: {list: ['tokyo=socks5://127.0.0.1:1', 'office=http://127.0.0.1:2']}\n";

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration BROWSER = Duration.ofMinutes(20);
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final long SEED = 7;

  /** The admin whom the browser makes at the first start. */
  private static final String EMAIL = "ada@example.org";

  private static final String PASSWORD = "nine blue boats at dawn";
  private static final List<String> FAULTS = List.of("cut", "stall", "skip", "repeat", "swap");

  @Test
  @Order(1)
  void theFirstStartShowsALivePageAndStopsInOrder() throws Exception {
    Trees.delete(ROOT);
    Files.createDirectories(ROOT);
    Files.writeString(CONFIG, PROXIES);
    long began = System.nanoTime();
    try (Program program = start(1)) {
      JsonObject hooks = program.ready(START);
      say("first start ready after", began);
      assertEquals("paper", hooks.getString("mode"));
      assertEquals(program.pid(), hooks.getLong("pid"));
      assertEquals(DIR.toString(), hooks.getString("data_dir"));
      String url = hooks.getString("url");
      assertEquals("up", new JsonObject(Program.get(url + "/health/ready")).getString("status"));
      browse(url, hooks.getString("first_admin_code", ""));
      long stopping = System.nanoTime();
      assertEquals(143, program.stop(STOP));
      say("stopped after", stopping);
    }
    assertNothingLeft();
  }

  /**
   * Every page; which of them in every look and width is a matter of the day, or of the campaign.
   */
  private static void browse(String url, String code) throws IOException, InterruptedException {
    String part = System.getProperty("tapeloom.web.part", "day");
    JsonObject result = node("run.mjs", url, "--part=" + part, "--code=" + code);
    assertTrue(result.getInteger("checks") >= 150, result.encode());
    System.out.println("browser " + result.getJsonObject("figures").encode());
    if (part.equals("all")) {
      frames(run("perf.mjs", url));
    }
  }

  /** What a frame costs depends on the machine and is said; what is left behind does not. */
  private static void frames(Ran ran) {
    JsonObject result = ran.result();
    System.out.println("browser " + result.encode());
    for (Object failure : result.getJsonArray("failures")) {
      boolean left = failure.toString().matches("(?s)(no canvas|the heap).*");
      assertFalse(left, failure.toString());
    }
  }

  private static JsonObject node(String script, String url, String... more)
      throws IOException, InterruptedException {
    Ran ran = run(script, url, more);
    assertEquals(0, ran.exit(), ran.text());
    assertTrue(ran.result().getBoolean("ok", false), ran.text());
    return ran.result();
  }

  /** How a script ended, and what it said. */
  private record Ran(int exit, String text) {
    /** The last line. */
    JsonObject result() {
      String last = text.lines().reduce((_, line) -> line).orElse("");
      assertTrue(last.startsWith("{"), text);
      return new JsonObject(last);
    }
  }

  private static Ran run(String script, String url, String... more)
      throws IOException, InterruptedException {
    Path pictures = Files.createDirectories(Path.of("target", "ui"));
    Path report = ROOT.resolve(script + ".json");
    List<String> command = new ArrayList<>(List.of("node", "e2e/" + script, url));
    command.add(pictures.toAbsolutePath().toString());
    command.addAll(List.of(more));
    Process browser =
        new ProcessBuilder(command)
            .directory(Path.of("webroot").toFile())
            .redirectErrorStream(true)
            .redirectOutput(report.toFile())
            .start();
    if (!browser.waitFor(BROWSER.toSeconds(), TimeUnit.SECONDS)) {
      browser.destroyForcibly();
    }
    return new Ran(browser.waitFor(), Files.readString(report));
  }

  @Test
  @Order(2)
  void aLaterStartGoesOnWithoutAGapAndEveryFaultHeals() throws Exception {
    long began = System.nanoTime();
    try (Program program = start(30)) {
      JsonObject hooks = program.ready(START);
      say("later start ready after", began);
      assertNull(hooks.getString("first_admin_code"), "there is an admin");
      String url = hooks.getString("url");
      String token = Program.logIn(url, EMAIL, PASSWORD);
      long before = lastId(url, token);
      String admin = hooks.getJsonObject("sim").getString("admin");
      for (String kind : FAULTS) {
        for (String symbol : List.of("BTCUSDT", "ETHUSDT", "XRPUSDT", "SOLUSDT")) {
          JsonObject fault =
              new JsonObject()
                  .put("kind", kind)
                  .put("symbol", symbol)
                  .put("stream", "aggTrade")
                  .put("count", 3)
                  .put("for_ms", 400);
          assertEquals(202, Program.post(admin + "/fault", fault), fault.encode());
        }
        Thread.sleep(1_500);
      }
      Thread.sleep(1_500);
      assertServed(url, token);
      assertTrue(lastId(url, token) > before + 500, "the tape did not go on");
      assertEquals(143, program.stop(STOP));
    }
    assertNothingLeft();
    try (Ledgers ledgers = Ledgers.open(DIR)) {
      assertEquals(0, ledgers.number("SELECT count(*) FROM tape_gap"));
      for (Rerun.Row row : Rerun.Row.all(ledgers)) {
        assertOneHash(ledgers, row);
      }
    }
  }

  private static void assertServed(String url, String token) {
    JsonArray meta =
        new JsonObject(Program.get(url + "/api/trades/meta", token)).getJsonArray("items");
    assertEquals(4, meta.size());
    assertTrue(Program.get(url + "/metrics").contains("tapeloom_agg_trades_ingested_total"));
  }

  private static long lastId(String url, String token) {
    return new JsonObject(Program.get(url + "/api/trades/meta", token))
        .getJsonArray("items")
        .getJsonObject(0)
        .getLong("lastAggId");
  }

  /** Trade for trade what the seed says, from the first id to the last. */
  private static void assertTapeIsTheMarket(List<AggTrade> tape) {
    Tape market = SimMarket.ofSeed(SEED).tape(tape.getFirst().instrument()).orElseThrow();
    int at = 0;
    while (at < tape.size()) {
      int limit = Math.min(1_000, tape.size() - at);
      long now = tape.getLast().timeMs();
      List<AggTrade> truth = market.fromId(tape.getFirst().aggId() + at, limit, now);
      assertEquals(truth, tape.subList(at, at + truth.size()));
      assertFalse(truth.isEmpty());
      at += truth.size();
    }
  }

  /** The rows of the run and a replay of its tape are the same bytes. */
  private static void assertOneHash(Ledgers ledgers, Rerun.Row row) throws SQLException {
    Rerun rerun = Rerun.of(ledgers, row);
    assertTapeIsTheMarket(rerun.tape());
    long last = ledgers.number("SELECT max(t) FROM score" + row.where());
    List<String> stored = StoredLines.of(ledgers.database(), row.instrument());
    long end = Math.min(last, rerun.tape().getLast().timeMs());
    List<String> onTape = Rerun.through(stored, end);
    assertEquals(Rerun.through(rerun.lines(), end), onTape, row.instrument() + "");
    // A boundary may be sealed by the exchange's time when nothing trades; a replay has only
    // trades.
    assertTrue(stored.size() - onTape.size() <= 1, "boundaries after the last trade");
    assertTrue(stored.size() > 960, "only " + stored.size() + " boundaries");
  }

  private static void assertNothingLeft() throws IOException {
    assertFalse(Files.exists(DIR.postgres().resolve("postmaster.pid")), "PostgreSQL still runs");
    boolean left =
        ProcessHandle.allProcesses()
            .anyMatch(p -> p.info().commandLine().orElse("").contains(DIR.toString()));
    assertFalse(left, "a process of " + DIR + " is left");
  }

  private static void say(String what, long sinceNanos) {
    System.out.printf("%s %d ms%n", what, (System.nanoTime() - sinceNanos) / 1_000_000);
  }

  private static Program start(double speed) {
    return Program.start(
        ROOT.resolve("up.log"),
        List.of(
            "--config",
            CONFIG.toString(),
            "up",
            "--json",
            "--no-open",
            "--port",
            "0",
            "--sim-port",
            "0",
            "--seed",
            Long.toString(SEED),
            "--speed",
            Double.toString(speed),
            "--data",
            DIR.root().toString()));
  }
}
