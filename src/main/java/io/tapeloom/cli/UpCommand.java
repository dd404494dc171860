package io.tapeloom.cli;

import io.tapeloom.App;
import io.tapeloom.Settings;
import io.tapeloom.SettingsInvalid;
import io.tapeloom.Version;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tapeloom up}: everything in one process, until it is told to stop. */
@Command(
    name = "up",
    description = "Starts everything: database, exchange, tape, signals, paper trading, web app.",
    footer = {
      "%nExamples:",
      "  tapeloom up",
      "  tapeloom up --data /tmp/try --seed 7 --speed 10",
      "  tapeloom up --source recording.gz --speed 5 --no-open"
    })
final class UpCommand implements Callable<Integer> {
  private static final long STOP_WITHIN_S = 20;
  private static final Map<String, String> FLAGS =
      Map.of(
          "cluster.enabled", "--cluster",
          "http.port", "--port",
          "sim.port", "--sim-port",
          "sim.seed", "--seed",
          "sim.speed", "--speed",
          "sim.source", "--source",
          "sim.scenario", "--scenario");

  @ParentCommand private RootCommand root;

  @Spec private CommandSpec spec;

  @Option(names = "--port", paramLabel = "P", description = "Port of the web app; 0 = any free.")
  private Integer port;

  @Option(
      names = "--sim-port",
      paramLabel = "P",
      description = "Port of the simulated exchange; 0 = any free.")
  private Integer simPort;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the simulated market.")
  private Long seed;

  @Option(
      names = "--source",
      paramLabel = "generator|FILE",
      arity = "1..*",
      description = "What the simulated market plays: generator, or recordings.")
  private List<String> source;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "What happens in the generated market, such as calm or flash-crash.")
  private String scenario;

  @Option(names = "--speed", paramLabel = "X", description = "Market seconds per real second.")
  private Double speed;

  @Option(
      names = "--cluster",
      description = "Share the bus with other processes on this machine (127.0.0.1 only).")
  private boolean cluster;

  @Option(names = "--no-open", description = "Do not open the browser.")
  private boolean noOpen;

  @Override
  public Integer call() throws Exception {
    Settings settings = settings();
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicBoolean stopping = new AtomicBoolean();
    Thread runner = Thread.currentThread();
    Runnable stop =
        () -> {
          stopping.set(true);
          stop(runner, stopped);
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
    try (App app = App.start(settings, root::say, root.json() ? _ -> {} : root::say)) {
      announce(app, settings);
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      root.say("stopped");
    } catch (Exception e) {
      if (!stopping.get()) {
        throw e;
      }
      root.say("stopped");
    } finally {
      stopped.countDown();
    }
    return ExitCode.OK;
  }

  private static void stop(Thread runner, CountDownLatch stopped) {
    runner.interrupt();
    try {
      if (!stopped.await(STOP_WITHIN_S, TimeUnit.SECONDS)) {
        System.err.println("did not stop in order within " + STOP_WITHIN_S + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Who gave a flag knows it by its own name, not by that of its key. */
  private Settings settings() {
    try {
      return root.settings(flags());
    } catch (SettingsInvalid invalid) {
      List<String> named = invalid.problems().stream().map(UpCommand::byFlag).toList();
      if (named.stream().allMatch(problem -> problem.startsWith("--"))) {
        throw new ParameterException(spec.commandLine(), String.join("\n", named));
      }
      throw new SettingsInvalid(named);
    }
  }

  private static String byFlag(String problem) {
    return FLAGS.entrySet().stream()
        .filter(flag -> problem.startsWith("flag: " + flag.getKey() + ":"))
        .map(
            flag -> flag.getValue() + problem.substring("flag: ".length() + flag.getKey().length()))
        .findFirst()
        .orElse(problem);
  }

  private JsonObject flags() {
    JsonObject flags = new JsonObject();
    if (port != null) {
      flags.put("http", new JsonObject().put("port", port));
    }
    if (cluster) {
      flags.put("cluster", new JsonObject().put("enabled", true));
    }
    JsonObject sim = new JsonObject();
    put(sim, "port", simPort);
    put(sim, "seed", seed);
    put(sim, "scenario", scenario);
    put(sim, "speed", speed);
    put(sim, "source", source == null ? null : new JsonArray(source));
    return sim.isEmpty() ? flags : flags.put("sim", sim);
  }

  private static void put(JsonObject json, String key, Object value) {
    if (value != null) {
      json.put(key, value);
    }
  }

  private void announce(App app, Settings settings) {
    if (root.json()) {
      root.print(app.hooks().encode());
      return;
    }
    root.print("Tapeloom " + Version.text() + "   paper trading on " + app.venue());
    root.print("  web app   " + app.url());
    root.print("  data      " + settings.data());
    root.print("  stop      Ctrl-C");
    Optional<String> first =
        app.firstAdminCode().map(code -> app.url() + "/first-admin#code=" + code);
    first.ifPresent(
        page -> root.print("  first     become the admin within 15 minutes at " + page));
    if (!noOpen) {
      open(first.orElse(app.url()));
    }
  }

  /** Only where somebody sits before a screen. */
  private void open(String url) {
    boolean screen = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    boolean mac = System.getProperty("os.name").startsWith("Mac");
    if (System.console() == null || !(screen || mac)) {
      return;
    }
    try {
      new ProcessBuilder(mac ? "open" : "xdg-open", url)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      root.say("open " + url + " in a browser");
    }
  }
}
