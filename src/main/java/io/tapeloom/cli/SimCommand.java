package io.tapeloom.cli;

import io.tapeloom.CannotListen;
import io.tapeloom.MarketAnchor;
import io.tapeloom.Settings;
import io.tapeloom.Version;
import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.Scenario;
import io.tapeloom.sim.SimMarket;
import io.tapeloom.sim.TradeSource;
import io.tapeloom.sim.io.RecordingFiles;
import io.tapeloom.sim.io.SimEndpoints;
import io.tapeloom.sim.io.SimVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tapeloom sim}: the simulated exchange alone, until it is told to stop. */
@Command(
    name = "sim",
    description = {
      "Runs the simulated exchange alone, on 127.0.0.1, with the exchange's own limits.",
      "A generated market goes on while the exchange is down; a recording starts afresh."
    })
final class SimCommand implements Callable<Integer> {
  private static final List<String> GENERATOR = List.of("generator");
  private static final long LARGEST_SEED = 9_007_199_254_740_991L;
  private static final long STOP_WITHIN_MS = 4_000;

  @ParentCommand private RootCommand root;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "Port; 0 takes any free one (default: sim.port).")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the generated market (default: sim.seed).")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--source",
      arity = "1..*",
      paramLabel = "generator|FILE",
      description = "The generator, or recordings and aggTrades files (plain, gz, zip).")
  private List<String> source = List.of();

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description =
          "What happens in the generated market: ordinary, calm, trend, flash-crash,"
              + " liquidation-cascade, halt or thin (default: sim.scenario).")
  private Optional<String> scenario = Optional.empty();

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "Market time per real time, or max (default: sim.speed).")
  private Optional<String> speed = Optional.empty();

  @Option(
      names = "--latency",
      paramLabel = "MS",
      description = "Time a signed call takes to the matching engine (default: sim.latency_ms).")
  private Optional<Long> latency = Optional.empty();

  @Option(
      names = "--faults",
      paramLabel = "FILE",
      description = "What goes wrong and when, one JSON object per line (default: sim.faults).")
  private Optional<String> faults = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = root.settings(new JsonObject().put("sim", flags()));
    TradeSource market = market(settings.sim());
    return run(settings, market, clock(settings, market));
  }

  private JsonObject flags() {
    JsonObject flags = new JsonObject();
    port.ifPresent(p -> flags.put("port", within("--port", p, 65_535)));
    seed.ifPresent(s -> flags.put("seed", within("--seed", s, LARGEST_SEED)));
    speed.ifPresent(s -> flags.put("speed", factor(s)));
    latency.ifPresent(l -> flags.put("latency_ms", within("--latency", l, 60_000)));
    faults.ifPresent(f -> flags.put("faults", f));
    scenario.ifPresent(s -> flags.put("scenario", known(s)));
    if (!source.isEmpty()) {
      flags.put("source", new JsonArray(source));
    }
    return flags;
  }

  private long within(String flag, long value, long most) {
    if (value < 0 || value > most) {
      throw bad(flag, "0 to " + most, Long.toString(value));
    }
    return value;
  }

  private String known(String code) {
    try {
      return Scenario.of(code).code();
    } catch (IllegalArgumentException e) {
      throw bad("--scenario", "one of " + Scenario.codes(), code);
    }
  }

  private double factor(String text) {
    return SimSpeed.parse(text).orElseThrow(() -> bad("--speed", SimSpeed.EXPECTED, text));
  }

  private ParameterException bad(String flag, String expected, String got) {
    return new ParameterException(
        spec.commandLine(), flag + ": expected " + expected + ", got " + got);
  }

  private static TradeSource market(Settings.Sim sim) throws IOException {
    if (sim.source().equals(GENERATOR)) {
      return SimMarket.of(sim.seed(), sim.scenario());
    }
    return RecordingFiles.read(sim.source().stream().map(Path::of).toList());
  }

  private static MarketClock clock(Settings settings, TradeSource market) throws IOException {
    double speed = settings.sim().speed();
    if (market.clockStartMs().isPresent()) {
      return MarketClock.startingAt(market.clockStartMs().getAsLong(), speed);
    }
    Settings.Sim sim = settings.sim();
    String other = sim.scenario() == Scenario.ORDINARY ? "" : "-" + sim.scenario().code();
    Path folder = Files.createDirectories(settings.data().root());
    return MarketAnchor.resume(
        folder.resolve("sim2-" + sim.seed() + other + ".json"),
        sim.market(),
        System.currentTimeMillis(),
        speed);
  }

  private int run(Settings settings, TradeSource market, MarketClock clock)
      throws IOException, InterruptedException {
    Vertx vertx = Vertx.vertx();
    SimVerticle sim = new SimVerticle(settings.sim().exchange(), clock, market);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(vertx, stopped), "sim-stop");
    try {
      vertx.deployVerticle(sim).await();
    } catch (Exception e) {
      vertx.close().await();
      CannotListen.check("simulated exchange", "127.0.0.1", settings.sim().port(), "--port", e);
      throw e;
    }
    Runtime.getRuntime().addShutdownHook(hook);
    announce(settings, sim.endpoints());
    stopped.await();
    return ExitCode.OK;
  }

  private void stop(Vertx vertx, CountDownLatch stopped) {
    try {
      vertx.close().await(STOP_WITHIN_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      root.say("simulated exchange: did not close in time");
    }
    stopped.countDown();
  }

  private void announce(Settings settings, SimEndpoints at) {
    if (root.json()) {
      root.print(
          new JsonObject()
              .putNull("url")
              .putNull("mode")
              .put("data_dir", settings.data().toString())
              .put("pid", ProcessHandle.current().pid())
              .put("sim", at.toJson())
              .encode());
      return;
    }
    root.print("Tapeloom " + Version.text() + "   simulated exchange, " + kind(settings.sim()));
    root.print("  REST      " + at.rest());
    root.print("  streams   " + at.ws() + " (USD-M), " + at.spotWs() + " (spot)");
    root.print("  WS-API    " + at.wsApi() + " (spot), " + at.ws() + "/ws-fapi/v1 (USD-M)");
    root.print("  tools     " + at.admin());
    root.print("  key       " + at.key());
    root.print("  secret    " + at.secret());
    root.print("  stop      Ctrl-C");
  }

  private static String kind(Settings.Sim sim) {
    String speed = sim.speed() == 1 ? "" : ", speed " + sim.speed();
    if (!sim.source().equals(GENERATOR)) {
      return "a recording" + speed;
    }
    return "seed " + sim.seed() + ", " + sim.scenario().code() + speed;
  }
}
