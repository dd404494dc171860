package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tapeloom.bus.Bus;
import io.tapeloom.gateway.ws.WsLimits;
import io.tapeloom.gateway.ws.WsMeters;
import io.tapeloom.gateway.ws.WsSupply;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Health;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.net.MarketClock;
import io.tapeloom.ops.Metrics;
import io.tapeloom.ops.MetricsVerticle;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.io.ProfileFiles;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.Examples;
import io.tapeloom.web.Gatekeeper;
import io.tapeloom.web.OpenGate;
import io.tapeloom.web.Readiness;
import io.tapeloom.web.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A gateway on a free port with everything around it that tests want to turn. */
final class GatewayRig {
  static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  static final Instrument ETH = Instrument.of(Market.USDM, "ETHUSDT");
  static final long NOW_MS = 1_793_495_700_000L;

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.on(vertx);
  final FeedBoard feeds = new FeedBoard(List.of(BTC, ETH));
  final Metrics metrics = new Metrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  final Readiness readiness = new Readiness(vertx);
  final AtomicReference<JsonObject> paper = new AtomicReference<>(emptyPaper());
  final DecisionBoard decisions;
  final GatewayParts parts;
  final GatewayVerticle gateway;
  final UiFrames frames;
  final WebClient client;

  /** Starts the gateway with those operations and that way of writing decisions. */
  GatewayRig(List<Api> apis, Function<Decided, JsonObject> json, RateBoard.DayAgo dayAgo)
      throws Exception {
    this(apis, json, dayAgo, new OpenGate(), GatewaySettings.DEFAULT);
  }

  GatewayRig(
      List<Api> apis,
      Function<Decided, JsonObject> json,
      RateBoard.DayAgo dayAgo,
      Gatekeeper gatekeeper,
      GatewaySettings settings)
      throws Exception {
    metrics.identify("0.1.0", "paper", "simulated exchange");
    UiMeters meters =
        new UiMeters(
            metrics::uiClients,
            metrics::uiConflated,
            metrics::uiRefused,
            metrics::uiCut,
            metrics::scrape);
    decisions = new DecisionBoard(json);
    MarketClock clock = MarketClock.startingAt(NOW_MS, 1);
    parts =
        new GatewayParts(
            settings.onPort(0),
            gatekeeper,
            bus,
            clock,
            mode(),
            feeds,
            decisions,
            new RateBoard(feeds.expected(), dayAgo),
            readiness,
            meters,
            new UiClients(meters),
            complete(apis),
            Service.plain(),
            () -> Future.succeededFuture(paper.get()),
            ws());
    Health up = new Health("database", Health.Status.UP, "");
    readiness.check("database", () -> Future.succeededFuture(up));
    UiVerticle ui = new UiVerticle(parts);
    frames = ui.frames();
    // Ten seconds of patience with a slow reader pass in two.
    gateway = new GatewayVerticle(parts, ui, () -> System.nanoTime() * 5);
    await(vertx.deployVerticle(new MetricsVerticle(bus, clock, feeds.expected(), metrics)));
    await(vertx.deployVerticle(ui));
    await(vertx.deployVerticle(gateway));
    client = WebClient.create(vertx, new WebClientOptions().setDefaultPort(gateway.port()));
  }

  /** A gateway without rows: every operation of the doors answers with the contract's example. */
  static GatewayRig bare() throws Exception {
    return new GatewayRig(List.of(), _ -> new JsonObject(), _ -> Future.succeededFuture(Map.of()));
  }

  /** The same behind that gatekeeper. */
  static GatewayRig with(Gatekeeper gatekeeper) throws Exception {
    return with(gatekeeper, GatewaySettings.DEFAULT);
  }

  /** The same with those settings. */
  static GatewayRig with(Gatekeeper gatekeeper, GatewaySettings settings) throws Exception {
    return new GatewayRig(
        List.of(),
        _ -> new JsonObject(),
        _ -> Future.succeededFuture(Map.of()),
        gatekeeper,
        settings);
  }

  /** Sends the example request of that operation, by that token or by nobody. */
  HttpResponse<Buffer> call(Examples.Sample sample, String token) throws Exception {
    HttpRequest<Buffer> request =
        client.request(sample.method(), port(), "127.0.0.1", sample.uri());
    sample.headers().forEach(request::putHeader);
    if (sample.headers().containsKey("Idempotency-Key")) {
      request.putHeader("Idempotency-Key", UUID.randomUUID().toString());
    }
    if (!token.isEmpty()) {
      request.putHeader("Authorization", "Bearer " + token);
    }
    return await(
        sample.body().isPresent() ? request.sendJsonObject(sample.body().get()) : request.send());
  }

  /** What no door of the test serves is answered by the contract's examples. */
  private static List<Api> complete(List<Api> apis) {
    List<Api> all = new ArrayList<>(apis);
    all.add(Examples.load().doorsBeside(apis, GatewayVerticle.operations()));
    return all;
  }

  private WsSupply ws() {
    return new WsSupply(
        feeds.expected().stream().map(i -> new InstrumentSpec(i, 10_000_000, 100_000)).toList(),
        (_, _, _, _, _) -> Future.succeededFuture(List.of()),
        WsMeters.NONE,
        WsLimits.DEFAULT,
        () -> 4);
  }

  private static ModeView mode() {
    Fixed tick = Fixed.parse("0.1");
    Fixed step = Fixed.parse("0.001");
    return new ModeView(
        "paper",
        "simulated exchange",
        "0.1.0",
        List.of(
            new ModeView.Rules("BTCUSDT", tick, step), new ModeView.Rules("ETHUSDT", tick, step)),
        ProfileFiles.readAll(Path.of("conf", "strategies")).stream()
            .map(ModeView.Strategy::of)
            .toList());
  }

  private static JsonObject emptyPaper() {
    return new JsonObject()
        .put("positions", new JsonArray())
        .put("closed", new JsonArray())
        .put("stats", new JsonObject());
  }

  /** A paper door with one position and one closed trade, in the shapes of the contract. */
  static Api paperDoor() {
    JsonObject position =
        new JsonObject(
            """
            {"cycleId":7,"symbol":"BTCUSDT","strategy":"v51_baseline","side":"LONG","qty":"0.5",
             "remainingQty":"0.25","entryPrice":"64000.1","entryTime":1793495695100,
             "stopPrice":"64000.1","tp1Price":"64100","tp2Price":"64200.5","tp1Hit":true,
             "markPrice":"64150","realisedUsdt":"-4.5","realisedR":"-0.04",
             "unrealisedUsdt":"37.475","unrealisedR":"0.37","pnlUsdt":"32.975","pnlR":"0.33","score":81,
             "tier":"standard","state":"OPEN_PROTECTED"}""");
    JsonObject stats =
        new JsonObject(
            """
            {"initialBalance":"10000","equity":"10000","realisedUsdt":"0","total":0,"wins":0,
             "winRate":null,"avgWinR":null,"avgLossR":null,"payoff":null,"expectancyR":null,
             "profitFactor":null,"maxDrawdownR":null,"todayR":null,"todayUsdt":null,"byExit":{},
             "bySymbol":{},"equityCurve":[]}""");
    JsonObject positions =
        new JsonObject().put("items", new JsonArray().add(position)).putNull("nextCursor");
    JsonObject history = new JsonObject().put("items", new JsonArray()).putNull("nextCursor");
    return () ->
        Map.of(
            "paperPositions", _ -> Future.succeededFuture(Answer.json(positions)),
            "paperHistory", _ -> Future.succeededFuture(Answer.json(history)),
            "paperStats", _ -> Future.succeededFuture(Answer.json(stats)));
  }

  int port() {
    return gateway.port();
  }

  HttpRequest<Buffer> request(String uri) {
    return client.get(uri).host("127.0.0.1");
  }

  HttpResponse<Buffer> get(String uri) throws Exception {
    return await(request(uri).send());
  }

  JsonObject json(String uri) throws Exception {
    return get(uri).bodyAsJsonObject();
  }

  /** Opens a bridge socket that collects what it is sent. */
  UiSocket socket() throws Exception {
    return UiSocket.open(vertx, port());
  }

  /** The value of a metric's first sample whose line starts so. */
  double metric(String start) {
    for (String line : new ArrayList<>(metrics.scrape().lines().toList())) {
      if (line.startsWith(start)) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
      }
    }
    throw new AssertionError("no metric " + start + " in\n" + metrics.scrape());
  }

  /** Waits for a metric that another verticle counts. */
  void awaitMetric(String start, double value) throws Exception {
    long untilNanos = System.nanoTime() + 30_000_000_000L;
    while (metric(start) != value) {
      if (System.nanoTime() > untilNanos) {
        throw new AssertionError(start + " is " + metric(start) + ", expected " + value);
      }
      Thread.sleep(10);
    }
  }

  void close() throws Exception {
    await(vertx.close());
  }
}
