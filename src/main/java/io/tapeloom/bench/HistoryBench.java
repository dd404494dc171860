package io.tapeloom.bench;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.io.BarHistory;
import io.tapeloom.market.io.MarketApi;
import io.tapeloom.pg.Migrations;
import io.tapeloom.pg.Pools;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** What a chart waits for: a thousand bars over HTTP, from memory and from the rows. */
public final class HistoryBench implements Bench {
  private static final Instrument BTC = Instrument.parse("usdm.BTCUSDT");
  private static final int PAGE = 1_000;
  private static final long FIRST_MS = 1_793_404_800_000L;
  private static final String PATH = "/api/kline?symbol=BTCUSDT&interval=1m&limit=" + PAGE;
  private final BenchDatabase.Source databases;

  /** A bench on a database from there. */
  public HistoryBench(BenchDatabase.Source databases) {
    this.databases = databases;
  }

  @Override
  public String name() {
    return "history";
  }

  @Override
  public String what() {
    return "1,000 one-minute bars with their VWAP over HTTP: the newest, and pages of the past";
  }

  @Override
  public String goal() {
    return "p50 under 1 ms from memory, under 6 ms from the rows";
  }

  @Override
  public void run(Effort effort, Consumer<Figure> out, Consumer<String> talk)
      throws IOException, InterruptedException {
    boolean full = effort == Effort.FULL;
    int minutes = full ? 30_000 : 4_000;
    try (BenchDatabase.Lent lent = databases.open()) {
      Migrations.of(lent.database()).up();
      fill(lent, minutes);
      talk.accept("history: " + minutes + " minutes are stored");
      Vertx vertx = Vertx.vertx();
      Pools pools = lent.database().pools(vertx);
      Map<Instrument, Short> ids = Map.of(BTC, (short) 1);
      MarketApi market = new MarketApi(pools.app(), ids, "bench");
      try (BenchGateway gateway = new BenchGateway(market);
          HttpPages pages = new HttpPages(gateway.port())) {
        measure(pages, new BarHistory(pools.app(), ids), minutes, full ? 3_000 : 20, out);
      } finally {
        pools.close().await();
        vertx.close().await();
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private void measure(
      HttpPages pages, BarHistory history, int minutes, int times, Consumer<Figure> out)
      throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    IntFunction<String> past =
        _ -> PATH + "&from=" + (FIRST_MS + random.nextInt(minutes - 3_100) * 60_000L);
    spread(times, i -> pages.get(PATH));
    Spread newest = spread(times, i -> pages.get(PATH));
    spread(times / 3, i -> pages.get(past.apply(i)));
    Spread older = spread(times / 3, i -> pages.get(past.apply(i)));
    Spread plain =
        spread(
            times / 3,
            i -> history.newest(BTC, Interval.M1, 0, end(random, minutes), PAGE).await());
    out.accept(Figure.atMost(1, name(), "newest 1,000 bars, p50", newest.median(), "ms"));
    out.accept(plain("newest 1,000 bars, p99", newest.quantile(0.99)));
    out.accept(Figure.atMost(6, name(), "1,000 older bars, p50", older.median(), "ms"));
    out.accept(plain("1,000 older bars, p99", older.quantile(0.99)));
    out.accept(plain("plain query of 1,000 bars, p50", plain.median()));
    double ratio = older.median() / plain.median();
    out.accept(Figure.plain(name(), "older bars / plain query", ratio, "x"));
  }

  private static long end(SplittableRandom random, int minutes) {
    return FIRST_MS + (PAGE + random.nextInt(minutes - PAGE)) * 60_000L;
  }

  private Figure plain(String name, double value) {
    return Figure.plain(name(), name, value, "ms");
  }

  /** One thing that takes time. */
  private interface Step {
    void run(int i) throws IOException;
  }

  private static Spread spread(int times, Step step) throws IOException {
    Spread spread = new Spread();
    for (int i = 0; i < times; i++) {
      long beganNanos = System.nanoTime();
      step.run(i);
      spread.add((System.nanoTime() - beganNanos) / 1e6);
    }
    return spread;
  }

  /** Bars as a market makes them, and four scores in each minute. */
  private static void fill(BenchDatabase.Lent lent, int minutes) throws SQLException {
    String rows =
        """
        DO $$ DECLARE first bigint := %d; BEGIN
        INSERT INTO instrument VALUES (1, 'usdm', 'BTCUSDT', 10000000, 100000);
        INSERT INTO bar SELECT 1, 60000, first + n * 60000, 6394390000000 + n * 10000000,
            6395390000000 + n * 10000000, 6393390000000 + n * 10000000,
            6394490000000 + n * 10000000, 1234567800 + n, 0, 700000000 + n, 400, 'tape'
          FROM generate_series(0::bigint, %d - 1) n;
        INSERT INTO score (instrument_id, strategy, t, tape_from_ms, sealed_ms, price, vwap_30m,
            trades, score, factors, inputs, withheld)
          SELECT 1, 'bench', first + n * 15000, first, first + n * 15000 + 20, 64000.5,
            63943.12345678 + n, n, 40, '{}', '{}', '{below_threshold}'
          FROM generate_series(1::bigint, %d * 4) n;
        END $$"""
            .formatted(FIRST_MS, minutes, minutes);
    try (Connection connection = lent.database().jdbc();
        Statement statement = connection.createStatement()) {
      statement.execute(rows);
      statement.execute("ANALYZE");
    }
  }
}
