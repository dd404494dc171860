package io.tapeloom.web;

import io.tapeloom.kernel.Health;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * Whether the program can do its work now: named checks that are asked, and parts that reported
 * trouble by themselves. A check that does not answer in a second is down.
 */
public final class Readiness {
  private static final long TIMEOUT_MS = 1_000;
  private final HealthChecks checks;
  private final Map<String, Health> reported = new ConcurrentSkipListMap<>();

  private Supplier<Map<String, Boolean>> stations = Map::of;

  /** No checks yet: ready as soon as nothing else is added. */
  public Readiness(Vertx vertx) {
    this.checks = HealthChecks.create(vertx);
  }

  /** Adds a check; the health it answers carries the state's name in its note. */
  public Readiness check(String name, Supplier<Future<Health>> ask) {
    checks.register(name, TIMEOUT_MS, promise -> answer(promise, ask));
    return this;
  }

  private static void answer(Promise<Status> promise, Supplier<Future<Health>> ask) {
    ask.get()
        .map(Readiness::status)
        .onComplete(
            done -> {
              if (done.succeeded()) {
                promise.tryComplete(done.result());
              } else {
                promise.tryComplete(Status.KO(new JsonObject().put("state", "down")));
              }
            });
  }

  private static Status status(Health health) {
    JsonObject state = new JsonObject().put("state", word(health));
    return health.status() == Health.Status.DOWN ? Status.KO(state) : Status.OK(state);
  }

  private static String word(Health health) {
    return health.note().isEmpty()
        ? health.status().name().toLowerCase(Locale.ROOT)
        : health.note();
  }

  /** Shows those parts as well; one that is not up is being replaced, which is no lack of all. */
  public Readiness stations(Supplier<Map<String, Boolean>> ask) {
    stations = ask;
    return this;
  }

  /** Remembers what a part says of itself, until it says otherwise. */
  public void report(Health health) {
    if (health.status() == Health.Status.UP) {
      reported.remove(health.part());
    } else {
      reported.put(health.part(), health);
    }
  }

  /** Asks everyone. */
  public Future<View> view() {
    return checks.checkStatus().map(this::view);
  }

  private View view(CheckResult result) {
    Map<String, String> dependencies = new TreeMap<>();
    for (CheckResult check : result.getChecks()) {
      JsonObject data = check.getData();
      String fallback = check.getUp() ? "up" : "down";
      dependencies.put(check.getId(), data == null ? fallback : data.getString("state", fallback));
    }
    Map<String, Boolean> parts = stations.get();
    parts.forEach((part, up) -> dependencies.put(part, up ? "up" : "restarting"));
    reported.forEach((part, health) -> dependencies.put(part, troubled(health)));
    boolean down = reported.values().stream().anyMatch(h -> h.status() == Health.Status.DOWN);
    boolean ready = CheckResult.isUp(result) && !down;
    boolean whole = reported.isEmpty() && !parts.containsValue(false);
    return new View(ready, whole, dependencies);
  }

  private static String troubled(Health health) {
    return health.status().name().toLowerCase(Locale.ROOT) + ": " + health.note();
  }

  /**
   * The answers at one moment.
   *
   * @param ready every check passed and no part is down
   * @param whole no part reported trouble
   * @param dependencies state by name
   */
  public record View(boolean ready, boolean whole, Map<String, String> dependencies) {
    /** Copies the map so that a view never changes. */
    public View {
      dependencies = java.util.Collections.unmodifiableMap(new TreeMap<>(dependencies));
    }

    /** {@code up}, {@code degraded} or {@code down}. */
    public String status() {
      return !ready ? "down" : whole ? "up" : "degraded";
    }
  }
}
