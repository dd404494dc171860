package io.tapeloom.bench;

import io.tapeloom.App;
import io.tapeloom.Settings;
import io.tapeloom.SettingsSources;
import io.tapeloom.net.MarketClock;
import io.tapeloom.pg.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The whole program, as {@code up} starts it, on a scripted exchange. */
final class BenchApp {
  private BenchApp() {}

  /**
   * Starts it and returns once it is ready.
   *
   * @param databasePort where the database is reached
   * @param threshold score from which a boundary is a signal
   */
  static App start(
      Path folder,
      Database database,
      int databasePort,
      ScriptedTape tape,
      ScriptedExchange exchange,
      double backfillHours,
      int threshold)
      throws IOException {
    Path home = Files.createDirectories(folder.resolve("app"));
    strategy(home.resolve("strategies"), threshold);
    Path file = Files.writeString(home.resolve("empty.yaml"), "{}");
    JsonObject flags =
        new JsonObject()
            .put("data_dir", home.resolve("data").toString())
            .put("symbols", new JsonArray().add("BTCUSDT"))
            .put("http", new JsonObject().put("port", 0))
            .put(
                "database",
                new JsonObject()
                    .put("url", "postgresql://127.0.0.1:" + databasePort + "/" + database.name())
                    .put("user", database.user()))
            .put(
                "exchange",
                new JsonObject()
                    .put("rest_url", "http://127.0.0.1:" + exchange.restPort())
                    .put("ws_url", "ws://127.0.0.1:" + exchange.stream().port())
                    .put("weight_per_minute", 0))
            .put("sim", new JsonObject().put("enabled", false))
            .put("collector", new JsonObject().put("backfill_hours", backfillHours))
            .put(
                "signal",
                new JsonObject().put("strategies_dir", "strategies").put("cooldown_minutes", 0))
            .put("paper", new JsonObject().put("time_stop_minutes", 1));
    Map<String, String> environment = Map.of("TAPELOOM__DATABASE__PASSWORD", database.password());
    Settings settings =
        new SettingsSources(Optional.of(file), environment, flags, home).load().settings();
    try {
      return App.start(settings, MarketClock.showing(tape::nowMs), _ -> {}, _ -> {});
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The shipped strategy with a threshold that calls often, so that orders can be timed. */
  private static void strategy(Path folder, int threshold) throws IOException {
    try (InputStream in =
        BenchApp.class.getResourceAsStream("/conf/strategies/v51_baseline.json")) {
      JsonObject profile =
          new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8))
              .put("threshold", threshold);
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("v51_baseline.json"), profile.encode());
    }
  }
}
