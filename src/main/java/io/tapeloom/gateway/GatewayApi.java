package io.tapeloom.gateway;

import io.tapeloom.net.MarketClock;
import io.tapeloom.web.Access;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.Call;
import io.tapeloom.web.Operation;
import io.tapeloom.web.ProblemList;
import io.tapeloom.web.Readiness;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Operations that belong to no room: health, metrics, the mode, the rates and the contract. */
final class GatewayApi implements Api {
  /** Ids of the operations that are served here. */
  static final Set<String> OWN =
      Set.of(
          "health",
          "healthLive",
          "healthReady",
          "healthAll",
          "metrics",
          "openapi",
          "problem",
          "problems",
          "mode",
          "rates");

  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private final ModeView mode;
  private final MarketClock clock;
  private final Readiness readiness;
  private final UiMeters meters;
  private final RateBoard rates;
  private final Buffer contract;
  private final ProblemPages problems;
  private final long startNanos = System.nanoTime();

  GatewayApi(GatewayParts parts, JsonObject contract, Map<String, ProblemList.Entry> problems) {
    this.problems = new ProblemPages(problems);
    this.mode = parts.mode();
    this.clock = parts.clock();
    this.readiness = parts.readiness();
    this.meters = parts.meters();
    this.rates = parts.rates();
    this.contract = contract.toBuffer();
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "health", _ -> Future.succeededFuture(status(200, "up")),
        "healthLive", _ -> Future.succeededFuture(status(200, "up")),
        "healthReady", this::ready,
        "healthAll", _ -> readiness.view().map(this::whole),
        "metrics", _ -> Future.succeededFuture(Answer.of(METRICS_TYPE, scrape())),
        "problem", problems::page,
        "problems", problems::index,
        "openapi", _ -> Future.succeededFuture(Answer.json(contract)),
        "mode", _ -> Future.succeededFuture(Answer.json(mode.json(clock.millis(), clock.speed()))),
        "rates", _ -> Future.succeededFuture(rates()));
  }

  private Buffer scrape() {
    return Buffer.buffer(meters.scrape().get());
  }

  private Answer rates() {
    return Answer.json(new JsonObject().put("items", rates.items()).putNull("nextCursor"));
  }

  /** Whoever may read the parts gets them; others only learn whether the program is ready. */
  private Future<Answer> ready(Call call) {
    boolean open = Access.METRICS.allows(call.caller(), call.client().fromThisMachine());
    return readiness.view().map(view -> open ? whole(view) : status(code(view), view.status()));
  }

  private static Answer status(int code, String status) {
    return Answer.json(code, new JsonObject().put("status", status));
  }

  private static int code(Readiness.View view) {
    return view.ready() ? 200 : 503;
  }

  private Answer whole(Readiness.View view) {
    return Answer.json(code(view), health(view.status(), view.dependencies()));
  }

  private JsonObject health(String status, Map<String, String> dependencies) {
    return new JsonObject()
        .put("status", status)
        .put("service", "tapeloom")
        .put("version", mode.version())
        .put("uptime_seconds", (System.nanoTime() - startNanos) / 1_000_000_000L)
        .put("dependencies", new JsonObject(new HashMap<>(dependencies)));
  }
}
