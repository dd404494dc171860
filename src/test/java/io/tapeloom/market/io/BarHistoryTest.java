package io.tapeloom.market.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stored bars come out as they went in, the newest ones first to be chosen and last to be told. */
class BarHistoryTest {
  private static final Instrument BTC = Instrument.parse("usdm.BTCUSDT");
  private static final long T0 = 1_767_830_400_000L;
  private final Vertx vertx = Vertx.vertx();
  private final Database database = TestPostgres.fresh();
  private final Pool pool = database.pools(vertx).app();
  private final BarHistory history = new BarHistory(pool, Map.of(BTC, (short) 1));

  BarHistoryTest() {
    TestPostgres.execute(
        database,
        """
        INSERT INTO instrument VALUES (1, 'usdm', 'BTCUSDT', 10000000, 100000);
        INSERT INTO bar
        SELECT 1, iv, %1$d + n * iv, 100 + n, 200 + n, 50 + n, 150 + n, 7 + n, 8, 9, 10, 'mixed'
        FROM generate_series(0, 9) n, unnest(ARRAY[60000, 300000]) iv
        """
            .formatted(T0));
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private List<Kline> bars(Interval interval, long fromMs, long toMs, int limit) {
    return history.newest(BTC, interval, fromMs, toMs, limit).await();
  }

  @Test
  void theNewestOfARangeOldestFirst() {
    List<Kline> bars = bars(Interval.M1, T0, T0 + 8 * 60_000, 3);
    assertEquals(
        List.of(T0 + 5 * 60_000, T0 + 6 * 60_000, T0 + 7 * 60_000),
        bars.stream().map(Kline::openMs).toList());
    BigInteger nine = BigInteger.valueOf(9);
    Kline first =
        new Kline(
            BTC,
            Interval.M1,
            T0 + 5 * 60_000,
            105,
            205,
            55,
            155,
            BigInteger.valueOf(12),
            BigInteger.valueOf(8),
            nine,
            10,
            true,
            Kline.Source.MIXED);
    assertEquals(first, bars.getFirst());
  }

  @Test
  void aBarIsClosedOnceItsLastMinuteIsStored() {
    List<Kline> bars = bars(Interval.M5, 0, Long.MAX_VALUE, 100);
    assertEquals(10, bars.size());
    assertEquals(
        List.of(true, true, false), bars.subList(0, 3).stream().map(Kline::closed).toList());
  }

  @Test
  void whatIsNotRecordedHasNoBars() {
    Instrument other = Instrument.parse("usdm.ETHUSDT");
    assertEquals(List.of(), history.newest(other, Interval.M1, 0, Long.MAX_VALUE, 5).await());
    assertEquals(List.of(), bars(Interval.H1, 0, Long.MAX_VALUE, 5));
    assertEquals(List.of(), bars(Interval.M1, T0 + 60_000, T0 + 60_000, 5));
  }
}
