package io.tapeloom.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.DataDir;
import io.tapeloom.MarketAnchor;
import io.tapeloom.cli.PaperCycle;
import io.tapeloom.signal.io.StoredLines;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * kill -9 again and again, every second time with PostgreSQL too: nothing of the tape, the bars,
 * the slices and the scores differs from a run that nobody disturbed, and a replay of the tape
 * gives the run's signals and its paper ledger.
 *
 * <p>The suite kills four times in a simulated half hour; {@code bin/campaign kill} ten times in a
 * whole one ({@code -Dtapeloom.kills=10 -Dtapeloom.kill.minutes=60}).
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("tapeloom.kills", 4);
  private static final int MINUTES = Integer.getInteger("tapeloom.kill.minutes", 30);
  private static final double SPEED = 40;
  private static final long SEED = 51;
  private static final long MARKET_MS = 1_772_447_340_000L;
  private static final Duration START = Duration.ofSeconds(90);
  private static final Path ROOT = Path.of("target", "kill").toAbsolutePath();
  private static final DataDir KILLED = new DataDir(ROOT.resolve("killed"));
  private static final DataDir CALM = new DataDir(ROOT.resolve("calm"));

  private static final String SCORES =
      """
      SELECT instrument_id, strategy, t, tape_from_ms, price, cvd_fast, cvd_mid, cvd_day,
        vwap_30m, atr_5m, atr_percentile, p95_qty, p99_qty, trades, score, direction, factors,
        inputs FROM score WHERE t <= %d ORDER BY instrument_id, strategy, t
      """;

  @BeforeAll
  static void clear() throws IOException {
    Trees.delete(ROOT);
    Files.createDirectories(ROOT);
  }

  @Test
  void killsLoseAndChangeNothing() throws Exception {
    anchor();
    try (Program first = start(KILLED, 1)) {
      first.ready(START);
      assertEquals(143, first.stop(Duration.ofSeconds(20)));
    }
    Trees.copy(KILLED.root(), CALM.root());
    long fromMs = marketNow(KILLED);
    long untilMs = fromMs + MINUTES * 60_000L;
    disturbed(untilMs);
    undisturbed(untilMs);
    long end = untilMs / 15_000 * 15_000 - 60_000;
    try (Ledgers killed = Ledgers.open(KILLED);
        Ledgers calm = Ledgers.open(CALM)) {
      assertSame(killed, calm, end);
      assertLateExactlyWhenLate(killed);
      long entered = killed.number("SELECT count(*) FROM trade_cycle WHERE entry_ms < " + end);
      long closed = killed.number("SELECT count(*) FROM trade_cycle WHERE exit_ms < " + end);
      System.out.printf(
          "%d kills, %d paper entries and %d exits compared, seed %d%n",
          KILLS, entered, closed, SEED);
      assertTrue(entered > 0, "a stretch without a paper trade compares nothing");
      assertTrue(closed > 0 || MINUTES < 60, "an hour without a closed trade compares nothing");
      for (Rerun.Row row : Rerun.Row.all(killed)) {
        assertReplayEqual(killed, row, end);
      }
    }
  }

  /** An hour in which this seed is known to trade, whatever the time of day is here. */
  private static void anchor() throws IOException {
    Files.createDirectories(KILLED.root());
    JsonObject anchor =
        new JsonObject()
            .put("market", "generator 2 seed " + SEED)
            .put("marketMs", MARKET_MS)
            .put("realMs", System.currentTimeMillis())
            .put("speed", 1.0);
    Files.writeString(KILLED.marketClock(), anchor.encode());
  }

  private static void disturbed(long untilMs) throws Exception {
    for (int kill = 1; kill <= KILLS; kill++) {
      try (Program program = start(KILLED, SPEED)) {
        program.ready(START);
        Thread.sleep(700 + 300L * (kill % 4));
        if (kill % 2 == 0) {
          killPostgres();
        }
        program.kill();
      }
    }
    runUntil(KILLED, SPEED, untilMs);
  }

  private static void undisturbed(long untilMs) throws Exception {
    runUntil(CALM, 4 * SPEED, untilMs);
  }

  private static void runUntil(DataDir dir, double speed, long untilMs) throws Exception {
    try (Program program = start(dir, speed)) {
      JsonObject hooks = program.ready(START);
      String clock = hooks.getJsonObject("sim").getString("admin") + "/clock";
      while (new JsonObject(Program.get(clock)).getLong("market_ms") < untilMs) {
        Thread.sleep(100);
        assertTrue(program.alive(), "the program ended by itself");
      }
      program.stop(Duration.ofSeconds(20));
    }
  }

  private static Program start(DataDir dir, double speed) {
    return Program.start(
        ROOT.resolve(dir.root().getFileName() + ".log"),
        List.of(
            "up",
            "--json",
            "--no-open",
            "--port",
            "0",
            "--sim-port",
            "0",
            "--seed",
            Long.toString(SEED),
            "--speed",
            Double.toString(speed),
            "--data",
            dir.root().toString()));
  }

  private static void killPostgres() throws IOException, InterruptedException {
    long pid =
        Long.parseLong(Files.readAllLines(KILLED.postgres().resolve("postmaster.pid")).getFirst());
    new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();
  }

  private static long marketNow(DataDir dir) throws IOException {
    JsonObject kept = new JsonObject(Files.readString(dir.marketClock()));
    return new MarketAnchor(
            kept.getString("market"),
            kept.getLong("marketMs"),
            kept.getLong("realMs"),
            kept.getDouble("speed"))
        .marketAt(System.currentTimeMillis());
  }

  private static void assertSame(Ledgers killed, Ledgers calm, long end) throws SQLException {
    for (String table :
        List.of(
            "SELECT * FROM agg_trade WHERE time_ms < %d ORDER BY instrument_id, agg_id",
            "SELECT * FROM bar WHERE open_ms + interval_ms <= %d"
                + " ORDER BY instrument_id, interval_ms, open_ms",
            "SELECT * FROM slice WHERE t <= %d ORDER BY instrument_id, t",
            SCORES)) {
      String sql = table.formatted(end);
      Ledgers.Digest expected = calm.digest(sql);
      assertTrue(expected.rows() > 1_000, sql + " has " + expected.rows() + " rows");
      if (!expected.equals(killed.digest(sql))) {
        assertEquals(firstDifference(calm, killed, sql), "", sql);
      }
    }
    assertEquals(0, killed.number("SELECT count(*) FROM tape_gap"));
    assertEquals(
        0,
        killed.number(
            """
            SELECT count(*) FROM (SELECT instrument_id, max(agg_id) - min(agg_id) + 1 - count(*) d
              FROM agg_trade GROUP BY 1) x WHERE d <> 0
            """),
        "ids missing or twice");
  }

  private static String firstDifference(Ledgers calm, Ledgers killed, String sql)
      throws SQLException {
    List<String> a = calm.rows(sql);
    List<String> b = killed.rows(sql);
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      if (!a.get(i).equals(b.get(i))) {
        return "row " + i + "\ncalm   " + a.get(i) + "\nkilled " + b.get(i);
      }
    }
    return a.size() + " rows undisturbed, " + b.size() + " killed";
  }

  private static void assertLateExactlyWhenLate(Ledgers killed) throws SQLException {
    assertEquals(
        0,
        killed.number(
            "SELECT count(*) FROM score WHERE ('late' = ANY (withheld)) <> (sealed_ms - t > 5000)"));
    long punctual = killed.number("SELECT count(*) FROM score WHERE sealed_ms - t <= 5000");
    assertTrue(punctual > 20, "only " + punctual + " boundaries were sealed in time");
  }

  private static void assertReplayEqual(Ledgers killed, Rerun.Row row, long end)
      throws SQLException {
    Rerun rerun = Rerun.of(killed, row);
    List<String> stored = StoredLines.of(killed.database(), row.instrument());
    assertEquals(
        Rerun.through(rerun.lines(), end), Rerun.through(stored, end), row.instrument() + "");
    assertEquals(
        entries(rerun.cycles(), end),
        killed.rows(
            """
            SELECT t, side, trim_scale(qty), trim_scale(entry_price), entry_ms FROM trade_cycle
            """
                + row.where()
                + (" AND entry_ms < " + end + " ORDER BY t")),
        "paper entries of " + row.instrument());
    assertEquals(
        cycles(rerun.cycles(), end),
        ledger(killed, row.where(), end),
        "paper ledger of " + row.instrument());
  }

  private static List<String> entries(List<PaperCycle> cycles, long end) {
    return cycles.stream()
        .map(PaperCycle::line)
        .map(JsonObject::new)
        .filter(c -> c.getLong("entry_time") < end)
        .map(
            c ->
                String.join(
                    "|",
                    "" + c.getLong("t"),
                    c.getString("side"),
                    c.getString("qty"),
                    c.getString("entry_price"),
                    "" + c.getLong("entry_time")))
        .toList();
  }

  /** Trades closed before the end: behind it the replay knows more than was walked. */
  private static List<String> cycles(List<PaperCycle> cycles, long end) {
    return cycles.stream()
        .map(PaperCycle::line)
        .map(JsonObject::new)
        .filter(c -> c.getValue("exit_time") != null && c.getLong("exit_time") < end)
        .map(
            c ->
                String.join(
                    "|",
                    "" + c.getLong("t"),
                    c.getString("side"),
                    c.getString("qty"),
                    c.getString("entry_price"),
                    "" + c.getLong("entry_time"),
                    "" + c.getString("exit_price"),
                    "" + c.getLong("exit_time"),
                    c.getString("status"),
                    "" + c.getString("pnl_r"),
                    "" + c.getString("pnl"),
                    c.getString("fee")))
        .toList();
  }

  private static List<String> ledger(Ledgers killed, String where, long end) throws SQLException {
    return killed.rows(
        """
        SELECT t, side, trim_scale(qty), trim_scale(entry_price), entry_ms,
          trim_scale(exit_price), exit_ms, coalesce(exit_status, 'open'), trim_scale(pnl_r),
          trim_scale(pnl_usdt), trim_scale(fee_usdt) FROM trade_cycle
        """
            + where
            + (" AND exit_ms < " + end + " ORDER BY t"));
  }
}
