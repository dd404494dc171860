package io.tapeloom.market.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.io.MarketApiStore.BarRow;
import io.tapeloom.market.io.MarketApiStore.Bars;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.Pools;
import io.tapeloom.pg.TestPostgres;
import io.tapeloom.web.TimeRange;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bars of a second against a plain walk over the same trades. */
class SecondBarsTest {
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  private static final long T0 = 1_767_830_400_000L;
  private static final long SEED = 42;
  private static final List<Trade> TAPE = new ArrayList<>();
  private static Vertx vertx;
  private static Pools pools;
  private static SecondBars seconds;

  private record Trade(long id, long timeMs, long priceE8, long qtyE8, boolean sell) {}

  @BeforeAll
  static void write() {
    System.out.println("seed " + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    long time = T0 + 400;
    for (int id = 1; id <= 2_000; id++) {
      boolean silence = id % 250 == 0;
      time += silence ? 4_700 : random.nextLong(120);
      // Some trades are timed a little before the one they follow.
      long told = id % 7 == 0 ? time - random.nextLong(30) : time;
      TAPE.add(
          new Trade(
              id,
              told,
              random.nextLong(1_000, 2_000),
              random.nextLong(1, 50),
              random.nextBoolean()));
    }
    Database database = TestPostgres.fresh();
    TestPostgres.execute(database, rows());
    vertx = Vertx.vertx();
    pools = database.pools(vertx);
    seconds = new SecondBars(pools.app(), Map.of(BTC, (short) 1));
  }

  @Test
  void whoComputesFromSecondsGetsTheSameBars() {
    MarketApi market = new MarketApi(pools.app(), Map.of(BTC, (short) 1), "any");
    TimeRange range = new TimeRange(OptionalLong.of(T0 + 10_000), OptionalLong.of(T0 + 60_000));
    List<MarketApi.Second> some = market.secondsOf(BTC, range, 1_000).await();
    assertEquals(50, some.size());
    assertEquals(
        seconds.bars(BTC, range, 1_000).await().rows().stream()
            .map(b -> List.of(b.openMs(), b.openE8(), b.highE8(), b.lowE8(), b.closeE8()))
            .toList(),
        some.stream()
            .map(b -> List.of(b.openMs(), b.openE8(), b.highE8(), b.lowE8(), b.closeE8()))
            .toList());
  }

  private static String rows() {
    StringBuilder sql = new StringBuilder();
    sql.append("INSERT INTO instrument VALUES (1, 'usdm', 'BTCUSDT', 1, 1);");
    sql.append("INSERT INTO agg_trades_meta VALUES (1, 2000, ").append(newestMs());
    sql.append(", 1, ").append(T0).append(", 0, 0);");
    sql.append("INSERT INTO agg_trade VALUES ");
    for (Trade t : TAPE) {
      sql.append(t.id() == 1 ? "" : ",")
          .append(
              "(1,%d,%d,%d,%d,1,1,%b)"
                  .formatted(t.timeMs(), t.id(), t.priceE8(), t.qtyE8(), t.sell()));
    }
    return sql.toString();
  }

  private static long newestMs() {
    return TAPE.stream().mapToLong(Trade::timeMs).max().orElseThrow();
  }

  @AfterAll
  static void stop() {
    pools.close().await();
    vertx.close().await();
  }

  /** Every second from the first trade to the last. */
  private static List<BarRow> naive() {
    List<BarRow> bars = new ArrayList<>();
    long effective = 0;
    long close = 0;
    List<Trade> inside = new ArrayList<>();
    long openMs = T0;
    for (Trade trade : TAPE) {
      effective = Math.max(effective, trade.timeMs());
      while (effective >= openMs + 1_000) {
        close = add(bars, openMs, inside, close);
        inside.clear();
        openMs += 1_000;
      }
      inside.add(trade);
    }
    add(bars, openMs, inside, close);
    return bars;
  }

  private static long add(List<BarRow> bars, long openMs, List<Trade> trades, long before) {
    List<Long> prices = trades.stream().map(Trade::priceE8).toList();
    long first = prices.isEmpty() ? before : prices.getFirst();
    long last = prices.isEmpty() ? before : prices.getLast();
    bars.add(
        new BarRow(
            openMs,
            first,
            prices.stream().mapToLong(p -> p).max().orElse(before),
            prices.stream().mapToLong(p -> p).min().orElse(before),
            last,
            sum(trades),
            sum(trades.stream().filter(t -> !t.sell()).toList()),
            trades.size(),
            "tape",
            Optional.empty()));
    return last;
  }

  private static BigInteger sum(List<Trade> trades) {
    return BigInteger.valueOf(trades.stream().mapToLong(Trade::qtyE8).sum());
  }

  private static Bars ask(OptionalLong from, OptionalLong to, int limit) {
    return seconds.bars(BTC, new TimeRange(from, to), limit).await();
  }

  @Test
  void everyStretchEqualsThePlainWalk() {
    List<BarRow> all = naive();
    Bars newest = ask(OptionalLong.empty(), OptionalLong.empty(), 1_500);
    assertEquals(all, newest.rows());
    assertTrue(newest.open(), "the last second may still change");
    int size = all.size();
    assertEquals(
        all.subList(size - 5, size), ask(OptionalLong.empty(), OptionalLong.empty(), 5).rows());
    for (int from = 0; from < size; from += 7) {
      int to = Math.min(size, from + 10);
      Bars some = ask(OptionalLong.of(T0 + from * 1_000L - 3), OptionalLong.empty(), 10);
      assertEquals(all.subList(from, to), some.rows(), "from " + from);
      assertEquals(to == size, some.open());
      Bars before = ask(OptionalLong.empty(), OptionalLong.of(T0 + to * 1_000L), 10);
      assertEquals(all.subList(Math.max(0, to - 10), to), before.rows(), "to " + to);
    }
  }

  @Test
  void outsideTheTapeThereIsNothing() {
    assertEquals(List.of(), ask(OptionalLong.empty(), OptionalLong.of(T0 - 5_000), 9).rows());
    Bars late = ask(OptionalLong.of(T0 + 86_400_000), OptionalLong.empty(), 9);
    assertEquals(List.of(), late.rows());
    assertFalse(late.open());
  }
}
