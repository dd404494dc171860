package io.tapeloom.pg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A row always finds its month. */
class PartitionsTest {
  private static final long NOVEMBER = Instant.parse("2026-11-21T08:00:00Z").toEpochMilli();
  private static final Vertx VERTX = Vertx.vertx();
  private final Database database = TestPostgres.fresh();
  private final Pools pools = database.pools(VERTX);
  private final Partitions partitions = new Partitions(pools.app());

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void partitionsReachFromLastMonthToTwoMonthsAheadAndAreMadeOnce() throws Exception {
    Partitions.Made made = ensure(NOVEMBER);
    assertEquals(
        List.of("agg_trade_2026_10", "agg_trade_2026_11", "agg_trade_2026_12", "agg_trade_2027_01"),
        made.created().stream().filter(name -> name.startsWith("agg_trade")).sorted().toList());
    assertEquals(12, made.created().size());
    assertEquals(new Partitions.Made(List.of(), 0), ensure(NOVEMBER));
    insertTrade(NOVEMBER, 7);
    assertEquals("agg_trade_2026_11", homeOfTrade(7));
  }

  @Test
  void anOlderTapeReachesBackToItsFirstMonth() throws Exception {
    long july = Instant.parse("2026-07-31T23:59:59Z").toEpochMilli();
    TestPostgres.execute(database, "INSERT INTO instrument VALUES (1, 'usdm', 'BTCUSDT', 1, 1)");
    TestPostgres.execute(
        database,
        "INSERT INTO agg_trades_meta VALUES (1, 9, %d, 1, %d, 0, 0)".formatted(NOVEMBER, july));
    assertTrue(ensure(NOVEMBER).created().contains("slice_2026_07"));
  }

  @Test
  void rowsThatSlippedIntoTheDefaultPartitionAreMovedAndCounted() throws Exception {
    insertTrade(NOVEMBER, 8);
    insertTrade(NOVEMBER + 1, 9);
    assertEquals("agg_trade_default", homeOfTrade(8));
    assertEquals(2, ensure(NOVEMBER).strayRows());
    assertEquals("agg_trade_2026_11", homeOfTrade(8));
    assertEquals("agg_trade_2026_11", homeOfTrade(9));
  }

  private Partitions.Made ensure(long nowMs) throws Exception {
    return partitions.ensure(nowMs).await(20, TimeUnit.SECONDS);
  }

  private void insertTrade(long timeMs, long id) {
    TestPostgres.execute(
        database,
        "INSERT INTO agg_trade VALUES (1, %d, %d, 1, 1, 1, 1, true)".formatted(timeMs, id));
  }

  private String homeOfTrade(long id) throws Exception {
    RowSet<Row> rows =
        pools
            .app()
            .query("SELECT tableoid::regclass::text FROM agg_trade WHERE agg_id = " + id)
            .execute()
            .await(20, TimeUnit.SECONDS);
    return rows.iterator().next().getString(0);
  }
}
