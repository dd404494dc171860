package io.tapeloom.ops;

import ch.qos.logback.classic.Level;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.Call;
import io.tapeloom.web.Operation;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/** Shows admins how the program itself is, and what it said lately. */
public final class ServerApi implements Api {
  private final String version;
  private final Parts parts;
  private final long startedMs = System.currentTimeMillis();
  private final long startedNanos = System.nanoTime();

  /** A door over those parts. */
  public ServerApi(String version, Parts parts) {
    this.version = version;
    this.parts = parts;
  }

  /** Where it looks. */
  public record Parts(
      StationBoard stations, LoopLag lag, Machine machine, DatabaseSize database, LogTail log) {}

  @Override
  public Map<String, Operation> operations() {
    return Map.of("server", _ -> view().map(Answer::json), "serverLog", this::log);
  }

  /** What pages show. */
  public Future<JsonObject> view() {
    return parts.database().read().map(this::view);
  }

  private JsonObject view(JsonObject database) {
    JsonArray verticles = new JsonArray();
    parts.stations().kinds().forEach(kind -> verticles.add(json(kind)));
    LoopLag.Lag lag = parts.lag().now();
    return new JsonObject()
        .put("version", version)
        .put("startedMs", startedMs)
        .put("uptimeS", (System.nanoTime() - startedNanos) / 1_000_000_000L)
        .put("verticles", verticles)
        .put(
            "eventLoop",
            new JsonObject()
                .put("lagP50Ms", ms(lag.p50Nanos()))
                .put("lagP99Ms", ms(lag.p99Nanos())))
        .put("jvm", parts.machine().jvm())
        .put("pool", parts.machine().pools())
        .put("clients", parts.machine().clients())
        .put("database", database);
  }

  private static double ms(long nanos) {
    return Math.round(nanos / 10_000.0) / 100.0;
  }

  private static JsonObject json(StationBoard.Kind kind) {
    return new JsonObject()
        .put("name", kind.name())
        .put("instances", kind.instances())
        .put("restarts", kind.restarts())
        .put("state", kind.up() ? "up" : "down");
  }

  private Future<Answer> log(Call call) {
    JsonArray items = new JsonArray();
    Level least = Level.valueOf(call.required("level"));
    parts.log().newest(least, call.number("limit")).forEach(line -> items.add(json(line)));
    return Future.succeededFuture(
        Answer.json(new JsonObject().put("items", items).putNull("nextCursor")));
  }

  private static JsonObject json(LogTail.Line line) {
    return new JsonObject()
        .put("t", line.timeMs())
        .put("level", line.level().toString().toLowerCase(Locale.ROOT))
        .put("logger", line.logger())
        .put("message", line.message());
  }
}
