package io.tapeloom.market.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.ExchangeSettings;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.Kline;
import io.tapeloom.net.MarketClock;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.TestPostgres;
import io.tapeloom.sim.SimMarket;
import io.tapeloom.sim.io.SimSettings;
import io.tapeloom.sim.io.SimVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From the simulated exchange's sockets to committed rows, undisturbed and disturbed. */
class TapeEndToEndTest {
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  private static final Instrument XRP = Instrument.of(Market.USDM, "XRPUSDT");
  private static final long START_MS = 1_767_830_400_000L + 37_000_000L;
  private static final CollectorSettings QUARTER = new CollectorSettings(0.25, 50_000, 250);
  private static final SimMarket MARKET = SimMarket.ofSeed(42);
  private static final MarketClock CLOCK = MarketClock.startingAt(START_MS, 60);
  private static final Vertx VERTX = Vertx.vertx();
  private static final TapeOracle ORACLE = new TapeOracle(SimMarket.ofSeed(42), CLOCK);
  private static ExchangeSettings exchange;
  private static WebClient admin;
  private static int port;

  @BeforeAll
  static void openExchange() {
    SimVerticle sim = new SimVerticle(SimSettings.onPort(0).unlimited(), CLOCK, MARKET);
    VERTX.deployVerticle(sim).await();
    port = sim.port();
    exchange = ExchangeSettings.local(port).withWatchdogMs(1_000);
    admin = WebClient.create(VERTX);
  }

  @AfterAll
  static void closeExchange() {
    VERTX.close().await();
  }

  private static void until(String what, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "expected within 30 s: " + what);
      Thread.sleep(20);
    }
  }

  private static boolean live(TapeHouse house, Instrument instrument) {
    CollectorState state = house.state(instrument);
    return state != null && state.phase() == CollectorState.Phase.LIVE;
  }

  private static long lastMs(TapeHouse house, Instrument instrument) {
    return house.reader().meta(instrument).await().map(TapeMeta::lastMs).orElse(0L);
  }

  private static void awaitTape(TapeHouse house, Instrument instrument, long untilMs)
      throws InterruptedException {
    until(instrument + " written until " + untilMs, () -> lastMs(house, instrument) >= untilMs);
  }

  private static Database database() {
    Database database = TestPostgres.fresh();
    TestPostgres.execute(
        database,
        "INSERT INTO instrument VALUES (1, 'usdm', 'BTCUSDT', 10000000, 100000),"
            + " (2, 'usdm', 'XRPUSDT', 10000, 10000000)");
    return database;
  }

  private static void fault(String kind, int count, long forMs) {
    JsonObject fault =
        new JsonObject()
            .put("kind", kind)
            .put("symbol", "BTCUSDT")
            .put("stream", "aggTrade")
            .put("count", count)
            .put("for_ms", forMs);
    int status =
        admin.post(port, "127.0.0.1", "/__sim/fault").sendJsonObject(fault).await().statusCode();
    assertEquals(202, status);
  }

  @Test
  void aFirstStartFillsThePastAndFollowsTheStream() throws InterruptedException {
    try (TapeHouse house = new TapeHouse(database(), exchange, CLOCK)) {
      house.write(List.of(BTC, XRP)).collect(BTC, QUARTER).collect(XRP, QUARTER);
      until("both live", () -> live(house, BTC) && live(house, XRP));
      awaitTape(house, BTC, CLOCK.millis() + 120_000);
      awaitTape(house, XRP, lastMs(house, BTC) - 30_000);
      until("klines", () -> house.reader().hasKlines(BTC).await());
      house.stopWriter();
      assertTrue(ORACLE.check(house, BTC) > 1_000);
      assertTrue(ORACLE.check(house, XRP) > 100);
      TapeMeta meta = house.reader().meta(BTC).await().orElseThrow();
      assertTrue(lastMs(house, BTC) - meta.earliestMs() >= 15 * 60_000);
      List<Kline> minutes = house.reader().minutes(BTC, 0, Long.MAX_VALUE).await();
      assertTrue(minutes.size() >= 1_500 + 15, minutes.size() + " minutes");
      for (int i = 1; i < minutes.size(); i++) {
        assertEquals(minutes.get(i - 1).openMs() + 60_000, minutes.get(i).openMs());
      }
      for (Interval interval : List.of(Interval.M5, Interval.H1, Interval.D1)) {
        TapeOracle.checkLonger(house, BTC, interval, newest(house, interval));
      }
    }
  }

  private static Kline newest(TapeHouse house, Interval interval) {
    Row row =
        house
            .pools()
            .app()
            .preparedQuery(
                "SELECT * FROM bar WHERE instrument_id = 1 AND interval_ms = $1"
                    + " ORDER BY open_ms DESC LIMIT 1")
            .execute(Tuple.of((int) interval.ms()))
            .await()
            .iterator()
            .next();
    return new Kline(
        BTC,
        interval,
        row.getLong("open_ms"),
        row.getLong("open_e8"),
        row.getLong("high_e8"),
        row.getLong("low_e8"),
        row.getLong("close_e8"),
        row.getBigDecimal("volume_e8").toBigIntegerExact(),
        row.getBigDecimal("quote_e16").toBigIntegerExact(),
        row.getBigDecimal("taker_buy_e8").toBigIntegerExact(),
        row.getLong("trades"),
        false,
        Kline.Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)));
  }

  @Test
  void everyFaultOfTheStreamHealsToTheSameTapeAndBars() throws InterruptedException {
    try (TapeHouse house = new TapeHouse(database(), exchange, CLOCK)) {
      house.write(List.of(BTC)).collect(BTC, QUARTER);
      until("live", () -> live(house, BTC));
      for (String kind : List.of("skip", "repeat", "swap", "cut", "stall")) {
        fault(
            kind,
            kind.equals("cut") || kind.equals("stall") ? 1 : 7,
            kind.equals("stall") ? 1_500 : 0);
        awaitTape(house, BTC, CLOCK.millis() + 20_000);
      }
      awaitTape(house, BTC, CLOCK.millis() + 30_000);
      house.stopWriter();
      ORACLE.check(house, BTC);
    }
  }

  @Test
  void aRestartAfterAKillGoesOnWithoutGapOrDuplicate() throws InterruptedException {
    Database database = database();
    int before = 0;
    for (int run = 0; run < 3; run++) {
      try (TapeHouse house = new TapeHouse(database, exchange, CLOCK)) {
        house.write(List.of(BTC)).collect(BTC, QUARTER);
        until("live", () -> live(house, BTC));
        awaitTape(house, BTC, CLOCK.millis() + 70_000);
        int rows = ORACLE.check(house, BTC);
        assertTrue(rows > before, "run " + run + " added trades");
        before = rows;
      }
    }
  }

  @Test
  void connectionsAreReplacedBeforeTheyEndWithoutAHole() throws InterruptedException {
    ExchangeSettings brief = exchange.withConnectionLifeMs(300);
    try (TapeHouse house = new TapeHouse(database(), brief, CLOCK)) {
      house.write(List.of(BTC)).collect(BTC, QUARTER);
      until("live", () -> live(house, BTC));
      awaitTape(house, BTC, CLOCK.millis() + 60_000);
      house.stopWriter();
      ORACLE.check(house, BTC);
    }
  }

  @Test
  void theDecimalViewShowsTheSameTrade() throws InterruptedException {
    try (TapeHouse house = new TapeHouse(database(), exchange, CLOCK)) {
      house.write(List.of(BTC)).collect(BTC, new CollectorSettings(0.02, 50_000, 250));
      awaitTape(house, BTC, 1);
      Row row =
          house
              .pools()
              .app()
              .query("SELECT * FROM agg_trades ORDER BY agg_id LIMIT 1")
              .execute()
              .await()
              .iterator()
              .next();
      var trade = house.reader().from(BTC, row.getLong("agg_id"), 0, 1).await().getFirst();
      assertEquals("BTCUSDT", row.getString("symbol"));
      assertEquals(
          0, trade.price().toBigDecimal().compareTo(BigDecimal.valueOf(row.getDouble("price"))));
      assertEquals(trade.timeMs(), row.getLong("time_ms"));
    }
  }
}
