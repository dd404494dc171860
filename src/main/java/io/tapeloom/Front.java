package io.tapeloom;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tapeloom.gateway.DecisionBoard;
import io.tapeloom.gateway.FeedBoard;
import io.tapeloom.gateway.FeedState;
import io.tapeloom.gateway.GatewayParts;
import io.tapeloom.gateway.GatewaySettings;
import io.tapeloom.gateway.GatewayVerticle;
import io.tapeloom.gateway.ModeView;
import io.tapeloom.gateway.RateBoard;
import io.tapeloom.gateway.StoredRepeats;
import io.tapeloom.gateway.UiClients;
import io.tapeloom.gateway.UiMeters;
import io.tapeloom.gateway.UiPagesVerticle;
import io.tapeloom.gateway.UiVerticle;
import io.tapeloom.gateway.ws.WsMeters;
import io.tapeloom.gateway.ws.WsSupply;
import io.tapeloom.indicator.io.IndicatorApi;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Health;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.market.io.BarHistory;
import io.tapeloom.market.io.CollectorState;
import io.tapeloom.market.io.GapsApi;
import io.tapeloom.market.io.MarketApi;
import io.tapeloom.ops.Metrics;
import io.tapeloom.ops.MetricsVerticle;
import io.tapeloom.ops.StationBoard;
import io.tapeloom.signal.Profile;
import io.tapeloom.signal.io.SignalApi;
import io.tapeloom.trade.io.TradeApi;
import io.tapeloom.trade.io.TradeQueries;
import io.tapeloom.web.Api;
import io.tapeloom.web.Client;
import io.tapeloom.web.Gatekeeper;
import io.tapeloom.web.Readiness;
import io.tapeloom.web.Service;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The gateway with everything it shows, put together from the other rooms' words. */
final class Front {
  private static final long LOOK_MS = 25;
  private static final long TALK_MS = 2_000;
  private static final int NEWEST = 20;

  /** Trades and the mark price of each instrument. */
  private static final int STREAMS = 2;

  private final Settings settings;
  private final Venue venue;
  private final Vertx vertx;
  private final Stations.Base base;
  private final List<Profile> profiles;
  private final PrometheusMeterRegistry registry;
  private final Metrics metrics;
  private final Readiness readiness;
  private Optional<FeedBoard> feeds = Optional.empty();
  private GatewayVerticle gateway;

  Front(
      Settings settings,
      Venue venue,
      Vertx vertx,
      Stations.Base base,
      PrometheusMeterRegistry registry,
      List<Profile> profiles) {
    this.settings = settings;
    this.venue = venue;
    this.vertx = vertx;
    this.base = base;
    this.profiles = profiles;
    this.registry = registry;
    this.metrics = new Metrics(registry);
    this.readiness = new Readiness(vertx);
  }

  void open(
      Instruments instruments,
      BiFunction<String, Deployable, String> deploy,
      StationBoard stations) {
    metrics.identify(Version.text(), "paper", venue.name());
    Gatekeeper gatekeeper = base.accounts().gatekeeper();
    Oversight oversight =
        new Oversight(
            Oversight.risk(settings, venue, base, this::noted),
            Oversight.server(base, registry, stations, deploy),
            Oversight.proxies(base, registry));
    GatewayParts parts = parts(instruments, gatekeeper, oversight.apis());
    readiness.check("database", this::database).stations(() -> parts(stations));
    UiVerticle ui = new UiVerticle(parts);
    gateway = new GatewayVerticle(parts, ui);
    deploy.apply(
        "metrics", new MetricsVerticle(base.bus(), venue.clock(), instruments.all(), metrics));
    deploy.apply("snapshots", ui);
    deploy.apply("pages", new UiPagesVerticle(parts, ui, oversight.pages()));
    openGateway(deploy);
  }

  private static Map<String, Boolean> parts(StationBoard stations) {
    Map<String, Boolean> parts = new TreeMap<>();
    stations.kinds().forEach(kind -> parts.put(kind.name().replace(' ', '_'), kind.up()));
    return parts;
  }

  private Future<Void> noted(Client client, boolean halted, String reason) {
    JsonObject why = new JsonObject().put("reason", reason);
    return base.accounts().note(client, halted ? "risk.halt" : "risk.resume", "trading", why);
  }

  private void openGateway(BiFunction<String, Deployable, String> deploy) {
    Logging.accessTo(settings.data().log().resolve("access.log"));
    try {
      deploy.apply("gateway", gateway);
    } catch (Exception e) {
      Settings.Http http = settings.http();
      CannotListen.check("web app", http.host(), http.port(), "--port", e);
      throw e;
    }
  }

  private GatewayParts parts(Instruments instruments, Gatekeeper gatekeeper, List<Api> watch) {
    String strategy = profiles.isEmpty() ? "" : profiles.getFirst().name();
    MarketApi market =
        new MarketApi(base.pools().app(), instruments.ids(), strategy).listen(base.bus());
    StoredBars.follow(base.bus(), market, instruments.all());
    BarHistory history = new BarHistory(base.pools().app(), instruments.ids());
    IndicatorApi indicators = new IndicatorApi(new StoredBars(market, history));
    GapsApi gaps = new GapsApi(base.pools().app(), instruments.ids());
    SignalApi signals = new SignalApi(base.pools().app(), instruments.ids());
    TradeApi trades =
        new TradeApi(
            new TradeQueries(base.pools().app()), settings.paper().account(), venue.clock());
    DecisionBoard decisions = new DecisionBoard(SignalApi::json);
    signals.newest().await().forEach(decisions::accept);
    FeedBoard board = new FeedBoard(instruments.all());
    feeds = Optional.of(board);
    UiMeters meters =
        new UiMeters(
            metrics::uiClients,
            metrics::uiConflated,
            metrics::uiRefused,
            metrics::uiCut,
            metrics::scrape);
    return new GatewayParts(
        gatewaySettings(),
        gatekeeper,
        base.bus(),
        venue.clock(),
        mode(instruments),
        board,
        decisions,
        new RateBoard(instruments.all(), market::pricesE8),
        readiness,
        meters,
        new UiClients(meters),
        Stream.of(base.accounts().apis(), watch, List.of(market, indicators, gaps, signals, trades))
            .flatMap(List::stream)
            .toList(),
        new Service(settings.limits(), StoredRepeats.of(vertx, base.pools().app())),
        () -> paper(trades),
        ws(instruments));
  }

  private WsSupply ws(Instruments instruments) {
    BarHistory bars = new BarHistory(base.pools().app(), instruments.ids());
    WsMeters meters =
        new WsMeters(
            metrics::wsClients,
            metrics::wsDeliveries,
            metrics::wsConflated,
            metrics::wsDropped,
            metrics::wsRefused);
    int streams = STREAMS * instruments.all().size();
    return new WsSupply(
        List.copyOf(instruments.specs().values()),
        bars::newest,
        meters,
        settings.websocket().limits(),
        () -> streams);
  }

  /** What the page shows of paper trading; the curve is left to those who ask for it. */
  private static Future<JsonObject> paper(TradeApi trades) {
    Future<JsonObject> open = trades.positions(Optional.empty());
    Future<List<JsonObject>> closed = trades.newestClosed(NEWEST);
    Future<JsonObject> stats = trades.stats(Optional.empty());
    return Future.all(open, closed, stats)
        .map(
            _ -> {
              JsonObject brief = stats.result().copy();
              brief.remove("equityCurve");
              return new JsonObject()
                  .put("positions", open.result().getJsonArray("items"))
                  .put("closed", new JsonArray(closed.result()))
                  .put("stats", brief);
            });
  }

  private GatewaySettings gatewaySettings() {
    Settings.Http http = settings.http();
    return GatewaySettings.of(
            http.host(),
            http.port(),
            http.allowedHosts(),
            http.allowedOrigins(),
            http.trustedProxies(),
            settings.limits(),
            Optional.of(http.tls())
                .filter(Settings.Tls::given)
                .map(tls -> new GatewaySettings.Tls(tls.certificate(), tls.key())))
        .withBridgeSockets(settings.websocket().bridgeSocketsPerUser());
  }

  private ModeView mode(Instruments instruments) {
    return new ModeView(
        "paper",
        venue.name(),
        Version.text(),
        instruments.specs().values().stream().map(Front::rules).toList(),
        profiles.stream().map(ModeView.Strategy::of).toList());
  }

  private static ModeView.Rules rules(InstrumentSpec spec) {
    return new ModeView.Rules(
        spec.instrument().symbol().name(), Fixed.ofE8(spec.tickE8()), Fixed.ofE8(spec.stepE8()));
  }

  private Future<Health> database() {
    return base.pools()
        .app()
        .query("SELECT 1")
        .execute()
        .map(_ -> new Health("database", Health.Status.UP, ""));
  }

  /** Takes a collector's word to the gateway. */
  void collector(CollectorState state) {
    feeds.ifPresent(board -> board.accept(feed(state)));
  }

  private FeedState feed(CollectorState state) {
    long now = venue.clock().millis();
    OptionalLong lag =
        state.lastTradeMs().isPresent()
            ? OptionalLong.of(Math.max(0, now - state.lastTradeMs().getAsLong()))
            : OptionalLong.empty();
    Optional<FeedState.Backfill> backfill =
        state.progress().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new FeedState.Backfill(
                    (int) Math.round(state.progress().getAsDouble() * 1000),
                    state.remainingMs().orElse(0),
                    state.ratePerS().orElse(0)));
    return new FeedState(
        state.instrument(),
        FeedState.Phase.valueOf(state.phase().name()),
        state.lastTradeMs(),
        lag,
        backfill);
  }

  /** Waits until the program is ready, and says every two seconds what it waits for. */
  void awaitReady(Consumer<String> talk) throws InterruptedException {
    long saidNanos = System.nanoTime();
    Readiness.View view = readiness.view().await();
    while (!view.ready()) {
      if (System.nanoTime() - saidNanos > TALK_MS * 1_000_000) {
        saidNanos = System.nanoTime();
        talk.accept(waitingFor(view));
      }
      Thread.sleep(LOOK_MS);
      view = readiness.view().await();
    }
  }

  private String waitingFor(Readiness.View view) {
    return view.dependencies().entrySet().stream()
        .filter(part -> !part.getValue().equals("up"))
        .map(part -> waitingFor(part.getKey(), part.getValue()))
        .collect(Collectors.joining(", "));
  }

  private String waitingFor(String part, String state) {
    String symbol = part.substring(part.lastIndexOf('.') + 1);
    if (part.startsWith("signal.") && state.equals("waiting")) {
      return symbol + " waits for its first score";
    }
    return backfill(part)
        .map(b -> "%s %d%%, %d s left".formatted(symbol, b.permille() / 10, b.remainingMs() / 1000))
        .orElse(part + " " + state);
  }

  private Optional<FeedState.Backfill> backfill(String part) {
    if (!part.startsWith("collector.")) {
      return Optional.empty();
    }
    return feeds
        .flatMap(f -> f.of(Instrument.parse(part.substring("collector.".length()))))
        .flatMap(FeedState::backfill);
  }

  int port() {
    return gateway.port();
  }
}
