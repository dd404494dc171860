package io.tapeloom;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tapeloom.binance.Allowance;
import io.tapeloom.binance.MarketRest;
import io.tapeloom.bus.Bus;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.market.io.CollectorState;
import io.tapeloom.market.io.KlineBackfill;
import io.tapeloom.market.io.TapeCheck;
import io.tapeloom.market.io.TapeReader;
import io.tapeloom.market.io.TapeStarts;
import io.tapeloom.market.io.TapeStore;
import io.tapeloom.market.io.TapeWriterParts;
import io.tapeloom.market.io.TapeWriterReport;
import io.tapeloom.market.io.TapeWriterVerticle;
import io.tapeloom.market.io.TradeCollectorVerticle;
import io.tapeloom.market.io.WriterSettings;
import io.tapeloom.ops.LogTail;
import io.tapeloom.ops.StationBoard;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.ListenBridge;
import io.tapeloom.pg.Pools;
import io.tapeloom.signal.Profile;
import io.tapeloom.signal.Punctuality;
import io.tapeloom.signal.io.EngineStart;
import io.tapeloom.signal.io.SignalStore;
import io.tapeloom.signal.io.SignalVerticle;
import io.tapeloom.trade.PaperBroker;
import io.tapeloom.trade.PaperDesk;
import io.tapeloom.trade.PaperPositions;
import io.tapeloom.trade.PaperSettings;
import io.tapeloom.trade.io.TradeTalk;
import io.tapeloom.user.io.Accounts;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Deploys the stations of the life of a trade, those that listen before those that speak. */
final class Stations {
  private final Settings settings;
  private final Venue venue;
  private final Vertx vertx;
  private final Base base;
  private final Bus bus;
  private final Pools pools;
  private final Shutdown shutdown;
  private final PrometheusMeterRegistry registry;
  private final List<Profile> profiles;
  private final PaperSettings paper;
  private final Front front;
  private final MarketRest rest;
  private final StationBoard board = new StationBoard();
  private final Map<Instrument, SharedLoop> loops = new TreeMap<>();
  private final Map<Instrument, Pool> sessions = new ConcurrentSkipListMap<>();
  private Instruments instruments;
  private TapeReader reader;

  Stations(
      Settings settings,
      Venue venue,
      Vertx vertx,
      Base base,
      PrometheusMeterRegistry registry,
      Shutdown shutdown) {
    this.settings = settings;
    this.venue = venue;
    this.vertx = vertx;
    this.base = base;
    this.bus = base.bus();
    this.pools = base.pools();
    this.registry = registry;
    this.shutdown = shutdown;
    this.profiles = SettingsFiles.strategies(settings);
    this.paper = settings.paper().account();
    Allowance allowance = base.ways().allowance();
    this.rest = new MarketRest(vertx, venue.exchange(), InstantSource.system(), allowance);
    ExchangeMeters.register(registry, venue, allowance);
    this.front = new Front(settings, venue, vertx, base, registry, profiles);
  }

  /** What every station stands on. */
  record Base(
      Bus bus,
      Database database,
      Pools pools,
      ListenBridge listen,
      Accounts accounts,
      LogTail log,
      Ways ways) {}

  /**
   * Deploys everything.
   *
   * @param news takes one line for each signal, fill and close
   */
  void open(Consumer<String> news) {
    shutdown.add("REST client", rest::close);
    shutdown.addFuture(
        "sessions", () -> Future.join(sessions.values().stream().map(Pool::close).toList()));
    List<InstrumentSpec> specs = rest.exchangeInfo(Market.USDM, venue.instruments()).await();
    instruments = Instruments.store(pools.app(), specs).await();
    reader = new TapeReader(pools.app());
    openTape();
    instruments.all().forEach(i -> together("signals of " + i, i, () -> signals(i)));
    if (settings.paper().enabled()) {
      new TradeStations(settings, venue, base, instruments, this::deploy, this::together)
          .open(PaperDesk.of(paper, profiles), reader);
    }
    new TradeTalk(pools.app(), news).listen(bus, instruments.all());
    front.open(instruments, this::deploy, board);
    instruments.all().forEach(this::openCollector);
  }

  private String deploy(String name, Deployable verticle) {
    String id = vertx.deployVerticle(verticle).await();
    shutdown.addFuture(name, () -> vertx.undeploy(id));
    board.up(name);
    return id;
  }

  /** For stations that rows bring back to where they were. */
  private void supervise(String name, Supplier<Deployable> verticles) {
    supervise(name, supervisor(name, verticles, vertx::deployVerticle));
  }

  /** What lies between a trade's frame and its boundary's row shares one event loop. */
  private void together(String name, Instrument instrument, Supplier<Deployable> verticles) {
    SharedLoop loop = loops.computeIfAbsent(instrument, _ -> new SharedLoop(vertx));
    supervise(name, supervisor(name, verticles, loop::deploy));
  }

  private Supervisor supervisor(
      String name, Supplier<Deployable> verticles, Function<Deployable, Future<String>> deployer) {
    Supervisor.Watch watch = new Supervisor.Watch(bus, board);
    return new Supervisor(vertx, name, verticles, deployer, watch);
  }

  /** Starts what makes an instrument's stations, on the loop of that instrument. */
  interface Together {
    /** Starts one of them. */
    void start(String name, Instrument instrument, Supplier<Deployable> verticles);
  }

  private void supervise(String name, Supervisor supervisor) {
    shutdown.addFuture(name, supervisor::stop);
    supervisor.start().await();
  }

  private void openTape() {
    TapeStore store = TapeStore.open(pools.bulk()).await();
    new TapeCheck(reader, store, rest, venue.clock()).mend(instruments.all());
    TapeWriterParts parts =
        new TapeWriterParts(
            bus,
            store,
            new TapeReader(pools.bulk()),
            new KlineBackfill(rest, store),
            WriterSettings.defaults(),
            venue.clock(),
            new TapeWriterReport(bus, registry));
    supervise("tape writer", () -> new TapeWriterVerticle(instruments.all(), parts));
  }

  private SignalVerticle signals(Instrument instrument) {
    InstrumentSpec spec = instruments.specs().get(instrument);
    PaperBroker broker = PaperDesk.of(paper, profiles).broker(spec);
    EngineStart start =
        new EngineStart(
            spec.stepE8(),
            profiles,
            new PaperPositions(broker, _ -> {}),
            settings.engine(),
            Punctuality.within(settings.signal().maxSealDelayMs()),
            paper.timeStopMs());
    Pool session = sessions.computeIfAbsent(instrument, this::session);
    SignalStore store = new SignalStore(pools.app(), session, instruments.ids());
    return new SignalVerticle(instrument, start, store, reader, bus, venue.clock());
  }

  private Pool session(Instrument instrument) {
    return base.database().session(vertx, "signals of " + instrument.symbol());
  }

  private void openCollector(Instrument instrument) {
    TradeCollectorVerticle.CollectorParts parts =
        new TradeCollectorVerticle.CollectorParts(
            settings.collector().rules(),
            venue.exchange(),
            rest,
            reader,
            new TapeStarts(pools.app()),
            bus,
            venue.clock(),
            new SplittableRandom(System.nanoTime()));
    Consumer<CollectorState> watcher = front::collector;
    together(
        "collector of " + instrument,
        instrument,
        () -> new TradeCollectorVerticle(instrument, parts, watcher));
  }

  void awaitReady(Consumer<String> talk) throws InterruptedException {
    front.awaitReady(talk);
  }

  int httpPort() {
    return front.port();
  }
}
