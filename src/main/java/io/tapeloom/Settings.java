package io.tapeloom;

import io.tapeloom.gateway.ws.WsLimits;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.kernel.Symbol;
import io.tapeloom.market.io.CollectorSettings;
import io.tapeloom.pg.Database;
import io.tapeloom.risk.PositionSizer;
import io.tapeloom.signal.EngineSettings;
import io.tapeloom.sim.Scenario;
import io.tapeloom.sim.io.FaultFile;
import io.tapeloom.sim.io.SimSettings;
import io.tapeloom.trade.PaperSettings;
import io.tapeloom.user.io.AccountSettings;
import io.tapeloom.web.Limits;
import io.tapeloom.web.Network;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be set, checked, as one tree of records; its components are the keys of
 * {@code conf/tapeloom.yaml}. Each room gets its own part and never sees the rest.
 */
public record Settings(
    Path dataDir,
    List<Symbol> symbols,
    Http http,
    Limits limits,
    WebSocket websocket,
    AccountRules accounts,
    DatabaseServer database,
    Exchange exchange,
    Proxied proxies,
    Sim sim,
    Collector collector,
    Signal signal,
    Paper paper,
    Cluster cluster,
    Log log) {

  /** The web app, the API and the bridge. */
  public record Http(
      String host,
      int port,
      List<String> allowedHosts,
      List<String> allowedOrigins,
      List<Network> trustedProxies,
      Tls tls) {}

  /** PEM files of a certificate chain and its private key; empty where plain HTTP is served. */
  public record Tls(String certificate, String key) {
    /** True where HTTPS is served. */
    public boolean given() {
      return !certificate.isEmpty();
    }
  }

  /** The public WebSocket protocol, and the bridge of the web app. */
  public record WebSocket(
      int socketsPerUser, int keysPerSocket, int messagesPerS, int bridgeSocketsPerUser) {
    /** The same as the protocol wants it. */
    public WsLimits limits() {
      return WsLimits.DEFAULT.with(socketsPerUser, keysPerSocket, messagesPerS);
    }
  }

  /** Logins and their limits. */
  public record AccountRules(
      int accessMinutes, int refreshDays, int triesPerAccount, int triesPerAddress) {
    /** The same as the accounts want it. */
    public AccountSettings rules() {
      return new AccountSettings(
          accessMinutes * 60_000L, refreshDays * 86_400_000L, triesPerAccount, triesPerAddress);
    }
  }

  /** PostgreSQL, embedded where {@code url} is empty. */
  public record DatabaseServer(String url, String user, String password, int port) {
    /** The user's own server, if one is set. */
    public Optional<Database> own() {
      return url.isEmpty() ? Optional.empty() : Optional.of(Database.of(url, user, password));
    }

    @Override
    public String toString() {
      return "DatabaseServer[url=" + url + ", user=" + user + ", port=" + port + "]";
    }
  }

  /** The simulated exchange. */
  public record Sim(
      boolean enabled,
      int port,
      long seed,
      double speed,
      List<String> source,
      Scenario scenario,
      long latencyMs,
      String faults) {
    /** What sets the generated market apart from others, in words; 2 is how it is made. */
    public String market() {
      String ordinary = "generator 2 seed " + seed;
      return scenario == Scenario.ORDINARY ? ordinary : ordinary + " " + scenario.code();
    }

    /**
     * The same as the exchange wants it, with the faults of the file.
     *
     * @throws IOException when that file cannot be read, or says what cannot be done
     */
    public SimSettings exchange() throws IOException {
      SimSettings settings = SimSettings.onPort(port).withSeed(seed).withLatency(latencyMs);
      return faults.isEmpty() ? settings : settings.withFaults(FaultFile.read(Path.of(faults)));
    }
  }

  /** Recording the tape. */
  public record Collector(double backfillHours) {
    /** The same as the collectors want it. */
    public CollectorSettings rules() {
      CollectorSettings usual = CollectorSettings.defaults();
      return new CollectorSettings(backfillHours, usual.maxAhead(), usual.reorderMs());
    }
  }

  /** Scoring the tape. */
  public record Signal(Path strategiesDir, long maxSealDelayMs, int cooldownMinutes) {}

  /** Paper trading. */
  public record Paper(
      boolean enabled,
      Fixed initialBalance,
      Fixed riskPerTrade,
      int maxPositions,
      long latencyMs,
      Fixed slippageBps,
      Fixed feeBps,
      int timeStopMinutes,
      Tiers tiers) {
    /** The same as the paper broker wants it. */
    public PaperSettings account() {
      return new PaperSettings(
          new PositionSizer(initialBalance, riskPerTrade),
          maxPositions,
          latencyMs,
          slippageBps,
          feeBps,
          timeStopMinutes * 60_000L,
          tiers.heavy(),
          tiers.standard(),
          tiers.light());
    }
  }

  /** Share of a standard trade that each tier risks. */
  public record Tiers(Fixed heavy, Fixed standard, Fixed light) {}

  /**
   * Several processes on this machine that share a bus.
   *
   * @param port the first of {@value #MOST_MEMBERS} ports, of which each member takes a free one
   */
  public record Cluster(boolean enabled, String name, int port) {
    /** Processes that a cluster may have. */
    public static final int MOST_MEMBERS = 8;
  }

  /** What the program says on stderr. */
  public record Log(String level, boolean json) {}

  /** The instruments in the order of their ids; a bare symbol is USD-M. */
  public List<Instrument> instruments() {
    return symbols.stream().map(symbol -> new Instrument(Market.USDM, symbol)).toList();
  }

  /** The data directory with its names. */
  public DataDir data() {
    return new DataDir(dataDir);
  }

  /** The rules of the signal engine, the same live and in replay. */
  public EngineSettings engine() {
    return new EngineSettings(
        signal.cooldownMinutes() * 60_000L, EngineSettings.DEFAULT.warmMs(), paper.maxPositions());
  }

  /** Reads a checked, complete tree; relative folders lie below {@code home}. */
  static Settings of(JsonObject all, Path home) {
    JsonObject collector = all.getJsonObject("collector");
    JsonObject log = all.getJsonObject("log");
    return new Settings(
        home.resolve(all.getString("data_dir")).normalize(),
        texts(all.getJsonArray("symbols")).stream().map(Symbol::new).distinct().toList(),
        http(all.getJsonObject("http"), home),
        limits(all.getJsonObject("limits")),
        websocket(all.getJsonObject("websocket")),
        accounts(all.getJsonObject("accounts")),
        database(all.getJsonObject("database")),
        Exchange.of(all.getJsonObject("exchange")),
        Proxied.of(all.getJsonObject("proxies")),
        sim(all.getJsonObject("sim")),
        new Collector(collector.getDouble("backfill_hours")),
        signal(all.getJsonObject("signal"), home),
        paper(all.getJsonObject("paper")),
        cluster(all.getJsonObject("cluster")),
        new Log(log.getString("level"), log.getBoolean("json")));
  }

  private static Http http(JsonObject json, Path home) {
    return new Http(
        json.getString("host"),
        json.getInteger("port"),
        texts(json.getJsonArray("allowed_hosts")),
        texts(json.getJsonArray("allowed_origins")),
        networks(json.getJsonArray("trusted_proxies")),
        tls(json.getJsonObject("tls"), home));
  }

  private static List<Network> networks(JsonArray json) {
    try {
      return texts(json).stream().map(Network::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("http.trusted_proxies: " + e.getMessage(), e);
    }
  }

  private static Tls tls(JsonObject json, Path home) {
    String certificate = json.getString("certificate");
    String key = json.getString("key");
    return certificate.isEmpty() && key.isEmpty()
        ? new Tls("", "")
        : new Tls(
            readable("http.tls.certificate", certificate, home),
            readable("http.tls.key", key, home));
  }

  private static String readable(String path, String file, Path home) {
    Path found = home.resolve(file);
    if (file.isEmpty() || !Files.isReadable(found)) {
      throw new IllegalArgumentException(
          path + ": expected a PEM file that can be read, got \"" + file + "\"");
    }
    return found.toString();
  }

  private static WebSocket websocket(JsonObject json) {
    return new WebSocket(
        json.getInteger("sockets_per_user"),
        json.getInteger("keys_per_socket"),
        json.getInteger("messages_per_s"),
        json.getInteger("bridge_sockets_per_user"));
  }

  private static Limits limits(JsonObject json) {
    return new Limits(
        json.getInteger("address_per_s"),
        json.getInteger("address_burst"),
        json.getInteger("address_per_hour"),
        json.getInteger("user_per_s"),
        json.getInteger("user_burst"),
        json.getInteger("user_per_hour"),
        json.getInteger("loopback_factor"),
        json.getInteger("heavy_at_once"),
        json.getInteger("connections"));
  }

  private static AccountRules accounts(JsonObject json) {
    return new AccountRules(
        json.getInteger("access_minutes"),
        json.getInteger("refresh_days"),
        json.getInteger("tries_per_account"),
        json.getInteger("tries_per_address"));
  }

  private static DatabaseServer database(JsonObject json) {
    DatabaseServer server =
        new DatabaseServer(
            json.getString("url"),
            json.getString("user"),
            json.getString("password"),
            json.getInteger("port"));
    server.own();
    return server;
  }

  private static Sim sim(JsonObject json) {
    return new Sim(
        json.getBoolean("enabled"),
        json.getInteger("port"),
        json.getLong("seed"),
        json.getDouble("speed"),
        texts(json.getJsonArray("source")),
        Scenario.of(json.getString("scenario")),
        json.getLong("latency_ms"),
        json.getString("faults"));
  }

  private static Signal signal(JsonObject json, Path home) {
    return new Signal(
        home.resolve(json.getString("strategies_dir")).normalize(),
        json.getLong("max_seal_delay_ms"),
        json.getInteger("cooldown_minutes"));
  }

  private static Paper paper(JsonObject json) {
    JsonObject tiers = json.getJsonObject("tiers");
    Paper paper =
        new Paper(
            json.getBoolean("enabled"),
            amount(json, "initial_balance"),
            amount(json, "risk_per_trade"),
            json.getInteger("max_positions"),
            json.getLong("latency_ms"),
            amount(json, "slippage_bps"),
            amount(json, "fee_bps"),
            json.getInteger("time_stop_minutes"),
            new Tiers(amount(tiers, "heavy"), amount(tiers, "standard"), amount(tiers, "light")));
    paper.account();
    return paper;
  }

  private static Cluster cluster(JsonObject json) {
    return new Cluster(json.getBoolean("enabled"), json.getString("name"), json.getInteger("port"));
  }

  private static Fixed amount(JsonObject json, String key) {
    return Fixed.parse(new BigDecimal(json.getValue(key).toString()).toPlainString());
  }

  private static List<String> texts(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }
}
