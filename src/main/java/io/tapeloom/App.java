package io.tapeloom;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tapeloom.bus.Bus;
import io.tapeloom.net.MarketClock;
import io.tapeloom.ops.LogTail;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.ListenBridge;
import io.tapeloom.pg.Migrations;
import io.tapeloom.pg.Partitions;
import io.tapeloom.pg.Pools;
import io.tapeloom.user.io.Accounts;
import io.tapeloom.user.io.KeyFiles;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** The composition root: the only place that knows every room, and puts them together. */
public final class App implements AutoCloseable {
  private final Shutdown shutdown = new Shutdown();
  private final Settings settings;
  private final MarketClock clock;
  private final Consumer<String> talk;
  private final Consumer<String> news;
  private final long beganNanos = System.nanoTime();
  private Venue venue;
  private Stations stations;
  private Optional<String> firstAdminCode = Optional.empty();

  private App(Settings settings, MarketClock clock, Consumer<String> talk, Consumer<String> news) {
    this.settings = settings;
    this.clock = clock;
    this.talk = talk;
    this.news = news;
  }

  /**
   * Starts every role and returns once the program is ready; blocks, and ends what it began when
   * something cannot start.
   *
   * @param talk takes one line for each step
   * @param news takes one line for each signal that may trade, each paper fill and each close
   */
  public static App start(Settings settings, Consumer<String> talk, Consumer<String> news)
      throws Exception {
    return start(settings, MarketClock.real(), talk, news);
  }

  /** The same where the exchange that is not simulated has another clock than the real world's. */
  public static App start(
      Settings settings, MarketClock clock, Consumer<String> talk, Consumer<String> news)
      throws Exception {
    App app = new App(settings, clock, talk, news);
    try {
      app.open();
      return app;
    } catch (Exception e) {
      app.close();
      throw e;
    }
  }

  private void open() throws Exception {
    LogTail log = Logging.tail();
    shutdown.add("log tail", () -> Logging.untail(log));
    SettingsFiles.strategies(settings);
    DataDir.Lock lock = settings.data().lock();
    shutdown.add("lock", lock::close);
    FutureTask<Storage> storage = new FutureTask<>(this::openStorage);
    Thread.ofVirtual().name("storage").start(storage);
    shutdown.add("PostgreSQL", () -> close(storage));
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Vertx vertx = Reactor.start(settings.cluster(), registry);
    shutdown.addFuture("Vert.x", vertx::close);
    venue = Venue.open(settings, clock, vertx, shutdown);
    int symbols = venue.instruments().size();
    say("market", venue.name() + " of " + symbols + (symbols == 1 ? " symbol" : " symbols"));
    Storage open = ready(storage);
    open.keep(vertx);
    Database database = open.database();
    Pools pools = database.pools(vertx);
    shutdown.addFuture("pools", pools::close);
    Bus bus = Bus.on(vertx);
    ListenBridge listen = new ListenBridge(vertx, database, bus);
    listen.start().await();
    listen.listen("signal_refused");
    shutdown.addFuture("notifications", listen::stop);
    new Partitions(pools.app()).keep(vertx, venue.clock()).await();
    say("database", database.toString());
    Accounts accounts = accounts(vertx, pools, listen);
    Ways ways = Ways.open(settings, venue, vertx, pools, shutdown);
    venue = venue.via(ways.proxies());
    Stations.Base base = new Stations.Base(bus, database, pools, listen, accounts, log, ways);
    stations = new Stations(settings, venue, vertx, base, registry, shutdown);
    stations.open(news);
    say("stations", "deployed");
    stations.awaitReady(this::progress);
    say("ready", "after " + elapsedMs() + " ms");
  }

  /** Who may come in; real time, whatever the market's is. */
  private Accounts accounts(Vertx vertx, Pools pools, ListenBridge listen) throws IOException {
    Accounts accounts =
        Accounts.of(
            vertx,
            pools.app(),
            KeyFiles.open(settings.data().keys()),
            settings.accounts().rules(),
            InstantSource.system());
    shutdown.addFuture("accounts", accounts::close);
    accounts.keep(listen).await();
    firstAdminCode = accounts.firstAdminCode().await();
    return accounts;
  }

  private Storage openStorage() throws IOException {
    Storage storage = Storage.open(settings);
    try {
      Migrations.of(storage.database()).up();
      return storage;
    } catch (Exception e) {
      storage.close();
      throw e;
    }
  }

  /** What did not open has nothing to close, and who asked for it knows why. */
  private static void close(FutureTask<Storage> storage) throws Exception {
    Storage opened;
    try {
      opened = storage.get();
    } catch (ExecutionException e) {
      return;
    }
    opened.close();
  }

  private static Storage ready(FutureTask<Storage> storage) throws Exception {
    try {
      return storage.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private void say(String step, String what) {
    talk.accept("%6d ms  %-10s %s".formatted(elapsedMs(), step, what));
  }

  private void progress(String line) {
    say("catching up", line);
  }

  private long elapsedMs() {
    return (System.nanoTime() - beganNanos) / 1_000_000;
  }

  /** Where people look. */
  public String url() {
    String scheme = settings.http().tls().given() ? "https://" : "http://";
    return scheme + settings.http().host() + ":" + stations.httpPort();
  }

  /** What a tool needs to know, as one JSON object. */
  public JsonObject hooks() {
    return new JsonObject()
        .put("url", url())
        .put("mode", "paper")
        .put("first_admin_code", firstAdminCode.orElse(null))
        .put("data_dir", settings.data().toString())
        .put("pid", ProcessHandle.current().pid())
        .put("sim", venue.sim().map(s -> s.toJson()).orElse(null));
  }

  /** The code that makes the first admin, for fifteen minutes; empty when there is one. */
  public Optional<String> firstAdminCode() {
    return firstAdminCode;
  }

  /** Where is traded, in words that follow "on". */
  public String venue() {
    return venue.place();
  }

  @Override
  public void close() {
    Logging.stopping();
    shutdown.close();
  }
}
