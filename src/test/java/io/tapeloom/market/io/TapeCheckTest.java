package io.tapeloom.market.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.ExchangeSettings;
import io.tapeloom.bus.Channels;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Tapes;
import io.tapeloom.net.MarketClock;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.TestPostgres;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hole that another version left in the tape is found at a start and closed without a trace. */
class TapeCheckTest {
  private static final long T0 = 1_767_830_400_000L;
  private static final String BARS = "SELECT b::text FROM bar b ORDER BY interval_ms, open_ms";
  private static final String IDS = "SELECT agg_id FROM agg_trade ORDER BY agg_id";
  private final Vertx vertx = Vertx.vertx();
  private final Database database = TestPostgres.fresh();
  private final FakeExchange exchange = new FakeExchange(vertx, T0);
  private final MarketClock clock = MarketClock.startingAt(T0, 1);
  private final TapeHouse house =
      new TapeHouse(database, ExchangeSettings.local(exchange.port()), clock);
  private final List<AggTrade> tape = Tapes.random(11, 1_500, 1, T0 - 30_000, 2_000);

  TapeCheckTest() {
    TestPostgres.execute(
        database, "INSERT INTO instrument VALUES (1, 'usdm', 'BTCUSDT', 10000000, 100000)");
  }

  @AfterEach
  void close() {
    house.close();
    vertx.close().await();
  }

  private List<String> lines(String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = database.jdbc();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return lines;
  }

  private void write() throws Exception {
    house.write(List.of(Tapes.BTC));
    tape.forEach(trade -> house.bus().publish(Channels.trade(Tapes.BTC), trade));
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (lines(IDS).size() < tape.size()) {
      assertTrue(System.nanoTime() < deadline, "expected the tape within 30 s");
      Thread.sleep(20);
    }
    house.stopWriter();
  }

  private void check() {
    TapeStore store = TapeStore.open(house.pools().bulk()).await();
    new TapeCheck(house.reader(), store, house.rest(), clock).mend(List.of(Tapes.BTC));
  }

  @Test
  void aHoleIsFetchedAgainWithItsBarsAndAKnownGapIsNot() throws Exception {
    write();
    final List<String> bars = lines(BARS);
    assertTrue(bars.size() > 25, "bars: " + bars.size());
    exchange.have(tape);
    check();
    assertEquals(0, exchange.looks(), "a whole tape needs no look");
    TestPostgres.execute(
        database, "DELETE FROM agg_trade WHERE agg_id BETWEEN 700 AND 790 OR agg_id = 900");
    TestPostgres.execute(
        database,
        "UPDATE bar SET volume_e8 = 1, high_e8 = 1 WHERE open_ms + interval_ms > %d AND open_ms <= %d"
            .formatted(tape.get(699).timeMs(), tape.get(789).timeMs()));
    assertNotEquals(bars, lines(BARS));
    check();
    assertEquals(1_500, lines(IDS).size());
    assertEquals(bars, lines(BARS));
    int looks = exchange.looks();
    TestPostgres.execute(database, "DELETE FROM agg_trade WHERE agg_id BETWEEN 100 AND 120");
    TestPostgres.execute(database, "INSERT INTO tape_gap VALUES (1, 100, 120, 1)");
    check();
    assertEquals(looks, exchange.looks());
    assertEquals(1_479, lines(IDS).size());
  }

  @Test
  void anExchangeThatServesNoneOfItHoldsNoStart() throws Exception {
    write();
    TestPostgres.execute(database, "DELETE FROM agg_trade WHERE agg_id = 700");
    check();
    assertEquals(1_499, lines(IDS).size());
  }
}
