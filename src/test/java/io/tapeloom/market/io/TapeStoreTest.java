package io.tapeloom.market.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.ExchangeSettings;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Health;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.market.Quiet;
import io.tapeloom.market.Tapes;
import io.tapeloom.net.MarketClock;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.Pools;
import io.tapeloom.pg.TestPostgres;
import io.vertx.core.Vertx;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tape's rows: every statement fits the schema, every write is idempotent, reads are whole. */
class TapeStoreTest {
  private static final long T0 = 1_767_830_400_000L;
  private final Vertx vertx = Vertx.vertx();
  private final Database database = TestPostgres.fresh();
  private final FakeExchange exchange = new FakeExchange(vertx, T0);
  private final TapeHouse house =
      new TapeHouse(
          database, ExchangeSettings.local(exchange.port()), MarketClock.startingAt(T0, 1));

  TapeStoreTest() {
    TestPostgres.execute(
        database, "INSERT INTO instrument VALUES (1, 'usdm', 'BTCUSDT', 10000000, 100000)");
  }

  @AfterEach
  void close() {
    house.close();
    vertx.close().await();
  }

  private static void until(String what, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "expected within 30 s: " + what);
      Thread.sleep(10);
    }
  }

  @Test
  void everyStatementFitsTheSchema() throws IllegalAccessException, SQLException {
    int checked = 0;
    try (Connection connection = database.jdbc()) {
      for (Class<?> store :
          List.of(
              TapeStore.class,
              TapeReader.class,
              TapeStarts.class,
              BarHistory.class,
              SecondBars.class)) {
        for (Field field : store.getDeclaredFields()) {
          boolean constant = Modifier.isStatic(field.getModifiers()) && !field.isSynthetic();
          if (constant
              && field.getType() == String.class
              && !Modifier.isPrivate(field.getModifiers())) {
            prepare(connection, (String) field.get(null));
            checked++;
          }
        }
      }
    }
    assertEquals(20, checked);
  }

  private static void prepare(Connection connection, String sql) throws SQLException {
    try (PreparedStatement prepare = connection.prepareStatement("PREPARE probe AS " + sql);
        PreparedStatement drop = connection.prepareStatement("DEALLOCATE probe")) {
      prepare.execute();
      drop.execute();
    }
  }

  private static TapeBatch batch(List<? extends MarketEvent> events) {
    Deque<MarketEvent> queue = new ArrayDeque<>(events);
    return TapeBatch.take(queue, Integer.MAX_VALUE);
  }

  @Test
  void aBatchWrittenTwiceIsThereOnce() {
    TapeStore store = TapeStore.open(house.pools().bulk()).await();
    List<AggTrade> tape = Tapes.random(5, 3_000, 10, T0, 50);
    store.write(batch(tape), T0).await();
    store.write(batch(tape), T0).await();
    assertTrue(tape.equals(house.reader().from(Tapes.BTC, 0, 0, 10_000).await()));
    assertEquals(
        new TapeMeta(3_009, tape.getLast().timeMs(), 10, tape.getFirst().timeMs()),
        house.reader().meta(Tapes.BTC).await().orElseThrow());
  }

  @Test
  void whatACrashedServerForgetsIsWrittenAgain() {
    TapeStore store = TapeStore.open(house.pools().bulk(), Long.MAX_VALUE).await();
    List<AggTrade> tape = Tapes.random(9, 300, 1, T0, 50);
    store.write(batch(tape.subList(0, 100)), T0).await();
    store.write(batch(tape.subList(100, 200)), T0).await();
    forgetAfter(100, tape.get(99).timeMs());
    Throwable refused =
        assertThrows(Exception.class, () -> store.write(batch(tape.subList(200, 201)), T0).await());
    assertFalse(refused.getMessage().isEmpty());
    store.write(batch(tape.subList(200, 300)), T0).await();
    assertEquals(tape, house.reader().from(Tapes.BTC, 0, 0, 10_000).await());
    assertEquals(300, lastId());
  }

  /** What a crash of the server leaves: older rows, and no session. */
  private void forgetAfter(long id, long timeMs) {
    TestPostgres.execute(database, "DELETE FROM agg_trade WHERE agg_id > " + id);
    TestPostgres.execute(
        database,
        "UPDATE agg_trades_meta SET last_agg_id = %d, last_time_ms = %d".formatted(id, timeMs));
    TestPostgres.execute(
        database,
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
  }

  @Test
  void aGapThatGrewIsKeptInItsWholeLength() {
    TapeStore store = TapeStore.open(house.pools().bulk(), Long.MAX_VALUE).await();
    store.write(batch(List.of(Tapes.trade(9, T0))), T0).await();
    store.write(batch(List.of(new Gap(Tapes.BTC, 10, 20, false))), T0).await();
    store.write(batch(List.of(new Gap(Tapes.BTC, 10, 90, false))), T0).await();
    store.write(batch(List.of(new Gap(Tapes.BTC, 10, 50, false))), T0).await();
    assertEquals(
        List.of(new Gap(Tapes.BTC, 10, 90, false)), house.reader().gaps(Tapes.BTC, 10).await());
  }

  @Test
  void pagesAreWholeThoughTradesAreTimedOutOfOrder() {
    TapeStore store = TapeStore.open(house.pools().bulk()).await();
    List<AggTrade> tape = new ArrayList<>(Tapes.random(6, 500, 1, T0, 50));
    AggTrade odd = tape.get(40);
    tape.set(40, Tapes.trade(odd.aggId(), odd.timeMs() + 5_000));
    List<AggTrade> written = new ArrayList<>(tape);
    Collections.reverse(written);
    store.write(batch(written), T0).await();
    assertEquals(tape.subList(0, 100), house.reader().from(Tapes.BTC, 1, T0, 99).await());
    assertEquals(
        tape.subList(200, 210), house.reader().range(Tapes.BTC, 201, 210, T0, T0 + 60_000).await());
  }

  @Test
  void theWriterAsksForWhatTheBusDidNotBringAndWaitsForIt() throws InterruptedException {
    house.write(List.of(Tapes.BTC));
    List<MarketEvent> gaps = new CopyOnWriteArrayList<>();
    house.bus().consume(Channels.gap(), gaps::add);
    List<AggTrade> tape = Tapes.random(7, 100, 1, T0, 50);
    for (AggTrade trade : tape) {
      if (trade.aggId() < 50 || trade.aggId() > 59) {
        house.bus().publish(Channels.trade(Tapes.BTC), trade);
      }
    }
    until("a request", () -> gaps.contains(new Gap(Tapes.BTC, 50, 59, true)));
    until("what came before", () -> lastId() == 49);
    tape.subList(49, 59).forEach(t -> house.bus().publish(Channels.trade(Tapes.BTC), t));
    until("rows", () -> house.reader().meta(Tapes.BTC).await().orElseThrow().lastId() == 100);
    assertTrue(tape.equals(house.reader().from(Tapes.BTC, 0, 0, 1_000).await()));
  }

  @Test
  void theWriterStopsThoughTheDatabaseIsGone() throws InterruptedException {
    house.write(List.of(Tapes.BTC));
    List<Health> health = new CopyOnWriteArrayList<>();
    house.bus().consume(Channels.opsHealth(), health::add);
    house.pools().close().await();
    house.bus().publish(Channels.trade(Tapes.BTC), Tapes.trade(1, T0));
    until("an alarm", () -> health.stream().anyMatch(h -> h.status() == Health.Status.DOWN));
    house.stopWriter();
  }

  @Test
  void aStopInAFloodLeavesNoHole() throws Exception {
    house.write(List.of(Tapes.BTC), new WriterSettings(50, 20, 30_000, 100_000));
    List<AggTrade> tape = Tapes.random(9, 36_000, 1, T0, 5);
    tape.forEach(trade -> house.bus().publish(Channels.trade(Tapes.BTC), trade));
    until("first rows", () -> lastId() > 0);
    house.stopWriter();
    house.pools().close().await();
    Pools later = database.pools(vertx);
    TapeReader reader = new TapeReader(later.bulk());
    long lastId = reader.meta(Tapes.BTC).await().orElseThrow().lastId();
    List<AggTrade> rows = reader.from(Tapes.BTC, 0, 0, 50_000).await();
    later.close().await();
    assertEquals(tape.subList(0, Math.toIntExact(lastId)), rows);
  }

  @Test
  void aFullQueueDropsTradesAndAsksForThemLater() throws InterruptedException {
    house.write(List.of(Tapes.BTC), new WriterSettings(1, 20, 1_000, 1_000));
    List<AggTrade> tape = Tapes.random(8, 5_000, 1, T0, 5);
    exchange.have(tape);
    house.bus().consume(Channels.gap(), gap -> resend((Gap) gap, tape));
    tape.forEach(trade -> house.bus().publish(Channels.trade(Tapes.BTC), trade));
    until("rows", () -> lastId() == 5_000);
    assertTrue(tape.equals(house.reader().from(Tapes.BTC, 0, 0, 30_000).await()));
  }

  private long lastId() {
    return house.reader().meta(Tapes.BTC).await().map(TapeMeta::lastId).orElse(0L);
  }

  private void resend(Gap gap, List<AggTrade> tape) {
    tape.subList((int) gap.fromId() - 1, (int) Math.min(gap.toId(), gap.fromId() + 999))
        .forEach(trade -> house.bus().publish(Channels.trade(Tapes.BTC), trade));
  }

  @Test
  void barsArePublishedRunningAndClosedAlsoInSilence() throws InterruptedException {
    house.write(List.of(Tapes.BTC));
    List<Kline> minutes = new CopyOnWriteArrayList<>();
    List<Kline> hours = new CopyOnWriteArrayList<>();
    house.bus().consume(Channels.kline(Tapes.BTC, Interval.M1), bar -> minutes.add((Kline) bar));
    house.bus().consume(Channels.kline(Tapes.BTC, Interval.H1), bar -> hours.add((Kline) bar));
    house.bus().publish(Channels.trade(Tapes.BTC), Tapes.trade(1, T0));
    house.bus().publish(Channels.trade(Tapes.BTC), Tapes.trade(2, T0 + 60_000));
    until("running bars", () -> !minutes.isEmpty() && !hours.isEmpty());
    assertFalse(minutes.getLast().closed());
    assertEquals(T0 + 60_000, minutes.getLast().openMs());
    assertEquals(T0, hours.getLast().openMs());
    house.bus().publish(Channels.trade(Tapes.BTC), new Quiet(Tapes.BTC, 2, T0 + 122_000));
    until("a closed minute", () -> minutes.stream().anyMatch(Kline::closed));
    until("its row", () -> house.reader().minutes(Tapes.BTC, 0, T0 * 2).await().size() == 1);
    assertEquals(
        Tapes.trade(2, 0).priceE8(),
        house.reader().minutes(Tapes.BTC, 0, T0 * 2).await().getFirst().closeE8());
  }
}
