package io.tapeloom.cli;

import io.tapeloom.Settings;
import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.tapeloom.sim.TradeSource;
import io.tapeloom.sim.io.MalformedRecording;
import io.tapeloom.sim.io.RecordingFiles;
import io.tapeloom.sim.io.SimEndpoints;
import io.tapeloom.sim.io.SimSettings;
import io.tapeloom.sim.io.SimVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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
@Command(name = "sim", description = "Runs the simulated exchange alone, on 127.0.0.1.")
public final class SimCommand implements Callable<Integer> {
  private static final long STOP_WITHIN_MS = 4_000;

  @ParentCommand private RootCommand root;

  @Spec private CommandSpec spec;

  @Option(names = "--port", description = "Port; 0 for any free one (default: sim.port).")
  private Optional<Integer> givenPort = Optional.empty();

  @Option(names = "--seed", description = "Seed of the generator (default: sim.seed).")
  private Optional<Long> givenSeed = Optional.empty();

  @Option(
      names = "--source",
      arity = "1..*",
      description = "generator, or recordings and aggTrades files (default: sim.source).")
  private List<String> givenSources = List.of();

  @Option(
      names = "--speed",
      description = "Market time per real time, or max (default: sim.speed).")
  private Optional<String> givenSpeed = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    Settings.Sim settings = root.settings(new JsonObject()).sim();
    String speed = givenSpeed.orElse(Double.toString(settings.speed()));
    double factor =
        SimSpeed.parse(speed).orElseThrow(() -> bad("--speed", SimSpeed.EXPECTED, speed));
    int port = givenPort.orElse(settings.port());
    if (port < 0 || port > 65_535) {
      throw bad("--port", "0 to 65535", Integer.toString(port));
    }
    try {
      return run(port, source(settings), factor);
    } catch (NoSuchFileException e) {
      return fail(ExitCode.DATA_MISSING, "no file " + e.getMessage());
    } catch (MalformedRecording e) {
      return fail(ExitCode.CHECK_FAILED, e.getMessage());
    } catch (IOException e) {
      return fail(ExitCode.UNEXPECTED, e.toString());
    }
  }

  private ParameterException bad(String flag, String expected, String got) {
    return new ParameterException(
        spec.commandLine(), flag + ": expected " + expected + ", got " + got);
  }

  private int fail(int code, String message) {
    spec.commandLine().getErr().println(message);
    return code;
  }

  private TradeSource source(Settings.Sim settings) throws IOException {
    List<String> sources = givenSources.isEmpty() ? settings.source() : givenSources;
    if (sources.equals(List.of("generator"))) {
      return SimMarket.ofSeed(givenSeed.orElse(settings.seed()));
    }
    return RecordingFiles.read(sources.stream().map(Path::of).toList());
  }

  private int run(int port, TradeSource source, double factor) throws InterruptedException {
    long startMs = source.clockStartMs().orElseGet(System::currentTimeMillis);
    Vertx vertx = Vertx.vertx();
    SimVerticle sim =
        new SimVerticle(SimSettings.onPort(port), MarketClock.startingAt(startMs, factor), source);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx, stopped), "sim-stop"));
    try {
      vertx.deployVerticle(sim).await();
    } catch (RuntimeException e) {
      return fail(ExitCode.NOT_REACHABLE, "simulated exchange: " + e.getMessage());
    }
    announce(SimEndpoints.onPort(sim.port()));
    stopped.await();
    return 0;
  }

  private static void stop(Vertx vertx, CountDownLatch stopped) {
    try {
      vertx.close().await(STOP_WITHIN_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      System.err.println("simulated exchange: did not close in time");
    }
    stopped.countDown();
  }

  private void announce(SimEndpoints at) {
    if (root.json()) {
      JsonObject line =
          new JsonObject()
              .putNull("url")
              .putNull("mode")
              .putNull("data_dir")
              .put("pid", ProcessHandle.current().pid())
              .put("sim", at.toJson());
      spec.commandLine().getOut().println(line.encode());
    }
    spec.commandLine().getErr().println("simulated exchange ready on " + at.rest());
    spec.commandLine().getOut().flush();
  }
}
