package io.tapeloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exchange as a process of its own: one ready line, one market, an orderly end. */
class SimCommandTest {
  @TempDir private Path folder;

  private Process sim(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.tapeloom.Main"));
    command.addAll(List.of("sim", "--port", "0", "--data", folder.resolve("data").toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectError(folder.resolve("stderr").toFile())
        .directory(folder.toFile())
        .start();
  }

  private static BufferedReader lines(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static JsonObject get(String url) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
      return new JsonObject(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }

  @Test
  void aRecordingIsServedFromItsFirstTradeUntilSigterm() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("BTCUSDT-aggTrades.csv"),
            "1,100.10,0.5,1,1,1700000000000,true\n2,100.20,0.5,2,2,1700000600000,false\n");
    Process process = sim("--json", "--speed", "2", "--source", file.toString());
    try {
      JsonObject ready = new JsonObject(lines(process).readLine());
      assertEquals(
          List.of("url", "mode", "data_dir", "pid", "sim"), List.copyOf(ready.fieldNames()));
      assertEquals(process.pid(), ready.getLong("pid"));
      JsonObject sim = ready.getJsonObject("sim");
      assertEquals(
          List.of("rest", "ws", "spot_ws", "ws_api", "admin", "key", "secret"),
          List.copyOf(sim.fieldNames()));
      JsonObject clock = get(sim.getString("admin") + "/clock");
      long since = clock.getLong("market_ms") - 1_700_000_000_000L;
      assertTrue(since >= 0 && since < 60_000, "" + since);
      assertEquals(2.0, clock.getDouble("speed"));
      assertFalse(clock.getBoolean("halted"));
      process.destroy();
      assertTrue(process.waitFor(5, TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void faultsAndLatencyComeFromFlagsAndMistakesNameLineAndField() throws Exception {
    Path good = folder.resolve("faults.ndjson");
    Files.writeString(good, "{\"kind\":\"busy\",\"on\":\"order.received\"}\n");
    Process process = sim("--json", "--latency", "5", "--seed", "3", "--faults", good.toString());
    try {
      JsonObject sim = new JsonObject(lines(process).readLine()).getJsonObject("sim");
      assertEquals(64, sim.getString("key").length());
      assertEquals(64, sim.getString("secret").length());
      assertTrue(sim.getString("ws_api").endsWith("/ws-api/v3"));
      JsonObject waiting = get(sim.getString("admin") + "/fault");
      assertEquals("busy", waiting.getJsonArray("items").getJsonObject(0).getString("kind"));
    } finally {
      process.destroyForcibly();
    }
    Path bad = Files.writeString(folder.resolve("bad.ndjson"), "\n{\"kind\":\"boom\"}\n");
    Process refused = sim("--faults", bad.toString());
    assertTrue(refused.waitFor(20, TimeUnit.SECONDS));
    assertEquals(ExitCode.CHECK_FAILED, refused.exitValue());
    String words = Files.readString(folder.resolve("stderr"));
    assertTrue(words.contains("bad.ndjson line 2: kind: expected one of cut, "), words);
  }

  @Test
  void whoLooksAtTheTerminalIsToldWhereToTradeAndAsWhom() throws Exception {
    Process process = sim("--seed", "3", "--scenario", "calm", "--speed", "2");
    try (BufferedReader lines = lines(process)) {
      assertTrue(lines.readLine().endsWith("simulated exchange, seed 3, calm, speed 2.0"));
      List<String> names = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        String[] words = lines.readLine().strip().split(" +", 3);
        names.add(words[0]);
        assertFalse(words[1].isBlank());
      }
      assertEquals(List.of("REST", "streams", "WS-API", "tools", "key", "secret", "stop"), names);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aMissingFileIsDataMissingAndABadSpeedIsUsage() throws Exception {
    Process missing = sim("--source", "absent.csv");
    assertTrue(missing.waitFor(20, TimeUnit.SECONDS));
    assertEquals(ExitCode.DATA_MISSING, missing.exitValue());
    assertTrue(Files.readString(folder.resolve("stderr")).contains("no file absent.csv"));
    Process fast = sim("--speed", "warp");
    assertTrue(fast.waitFor(20, TimeUnit.SECONDS));
    assertEquals(ExitCode.USAGE, fast.exitValue());
    String expected = "--speed: expected a number above 0 up to 100000, or max, got warp";
    assertTrue(Files.readString(folder.resolve("stderr")).contains(expected));
  }
}
