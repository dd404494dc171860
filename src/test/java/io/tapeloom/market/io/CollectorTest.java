package io.tapeloom.market.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.ExchangeSettings;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Health;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.market.Quiet;
import io.tapeloom.market.Tapes;
import io.tapeloom.net.MarketClock;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The collector against a scripted exchange: silence, stuck streams, rubbish, lost ids. */
class CollectorTest {
  private static final long T0 = 1_767_830_400_000L;
  private static final CollectorSettings SETTINGS = new CollectorSettings(0.1, 50_000, 50);
  private final Vertx vertx = Vertx.vertx();
  private final FakeExchange exchange = new FakeExchange(vertx, T0);
  private final MarketClock clock = MarketClock.startingAt(T0 + 2_200, 1);
  private final Database database = database();
  private final List<MarketEvent> heard = new CopyOnWriteArrayList<>();
  private final List<Health> health = new CopyOnWriteArrayList<>();
  private final TapeHouse house =
      new TapeHouse(
          database, ExchangeSettings.local(exchange.port()).withWatchdogMs(60_000), clock);

  private static Database database() {
    Database database = TestPostgres.fresh();
    TestPostgres.execute(
        database, "INSERT INTO instrument VALUES (1, 'usdm', 'BTCUSDT', 10000000, 100000)");
    return database;
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

  private void collect() throws InterruptedException {
    house.bus().consume(Channels.trade(Tapes.BTC), heard::add);
    house.bus().consume(Channels.opsHealth(), health::add);
    house.collect(Tapes.BTC, SETTINGS);
    until("a connection", () -> exchange.connections() == 1);
    until("up", () -> health.stream().anyMatch(h -> h.status() == Health.Status.UP));
  }

  private void awaitHeard(int count) throws InterruptedException {
    until(count + " events, got " + heard.size(), () -> heard.size() >= count);
  }

  private static List<AggTrade> trades(long fromId, int count, long fromMs) {
    return IntStream.range(0, count)
        .mapToObj(i -> Tapes.trade(fromId + i, fromMs + i * 10L))
        .toList();
  }

  @Test
  void aTradeWithAnImpossibleTimeIsPutAsideAndItsIdFetched() throws InterruptedException {
    exchange.have(trades(100, 3, T0));
    collect();
    awaitHeard(3);
    AggTrade real = Tapes.trade(103, T0 + 100);
    exchange.have(List.of(real));
    exchange.say(FakeExchange.frame(Tapes.trade(103, 99_999_999_999_999L)));
    exchange.say(FakeExchange.frame(Tapes.trade(103, 0)));
    exchange.trade(Tapes.trade(104, T0 + 200));
    awaitHeard(5);
    assertEquals(real, heard.get(3));
    assertEquals(Tapes.trade(104, T0 + 200), heard.get(4));
  }

  @Test
  void anIdFarAheadThatNobodyKnowsDoesNotHoldTheTape() throws InterruptedException {
    exchange.have(trades(100, 3, T0));
    collect();
    awaitHeard(3);
    until(
        "gapped",
        () -> {
          exchange.say(FakeExchange.frame(Tapes.trade(900_000_000L, T0 + 100)));
          return health.getLast().status() == Health.Status.DEGRADED;
        });
    exchange.trade(Tapes.trade(103, T0 + 200));
    awaitHeard(4);
    assertEquals(Tapes.trade(103, T0 + 200), heard.get(3));
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (health.getLast().status() != Health.Status.UP) {
      assertTrue(System.nanoTime() < deadline, "expected: live again");
      Thread.sleep(50);
    }
    exchange.trade(Tapes.trade(104, T0 + 300));
    awaitHeard(5);
  }

  @Test
  void thePastIsPublishedInOrderBeforeTheStream() throws InterruptedException {
    List<AggTrade> past = trades(100, 2_500, T0 - 300_000);
    exchange.have(past);
    collect();
    exchange.trade(Tapes.trade(2_600, T0));
    awaitHeard(2_501);
    List<MarketEvent> expected = new ArrayList<>(past);
    expected.add(Tapes.trade(2_600, T0));
    assertTrue(expected.equals(heard));
  }

  @Test
  void aKillBeforeTheFirstRowLeavesTheSameStartOfTheTape() throws InterruptedException {
    exchange.have(trades(100, 5, T0 - 300_000));
    collect();
    awaitHeard(5);
    exchange.clock(T0 + 1_200_000);
    List<MarketEvent> again = new CopyOnWriteArrayList<>();
    ExchangeSettings settings = ExchangeSettings.local(exchange.port()).withWatchdogMs(60_000);
    try (TapeHouse next = new TapeHouse(database, settings, clock)) {
      next.bus().consume(Channels.trade(Tapes.BTC), again::add);
      next.collect(Tapes.BTC, SETTINGS);
      until("the same trades", () -> again.size() >= 5);
    }
    assertEquals(trades(100, 5, T0 - 300_000), again.subList(0, 5));
  }

  @Test
  void aHoleIsFetchedBeforeAnythingNewerGoesOut() throws InterruptedException {
    exchange.have(trades(1, 10, T0 - 60_000));
    collect();
    exchange.have(trades(11, 40, T0));
    exchange.trade(Tapes.trade(51, T0 + 900));
    awaitHeard(51);
    exchange.trade(Tapes.trade(53, T0 + 920));
    exchange.trade(Tapes.trade(52, T0 + 910));
    awaitHeard(53);
    for (int i = 0; i < 53; i++) {
      assertEquals(i + 1, ((AggTrade) heard.get(i)).aggId());
    }
  }

  @Test
  void silenceIsProvenByTheExchangesClockAndALook() throws InterruptedException {
    exchange.have(trades(1, 3, T0 - 20_000));
    collect();
    exchange.mark(T0 + 1_999);
    Thread.sleep(300);
    assertEquals(3, heard.size());
    exchange.mark(T0 + 2_000);
    awaitHeard(4);
    assertEquals(new Quiet(Tapes.BTC, 3, T0 + 2_000), heard.get(3));
    Thread.sleep(300);
    assertEquals(4, heard.size());
  }

  @Test
  void aStreamThatOnlySaysMarkPricesIsReplacedAndItsTradesAreFound() throws InterruptedException {
    exchange.have(trades(1, 3, T0 - 20_000));
    collect();
    exchange.have(trades(4, 5, T0 - 5_000));
    exchange.mark(T0 + 2_100);
    awaitHeard(9);
    assertEquals(trades(4, 5, T0 - 5_000), heard.subList(3, 8));
    assertEquals(8, ((Quiet) heard.get(8)).lastId());
    until("a new connection", () -> exchange.connections() == 1);
    exchange.trade(Tapes.trade(9, T0 + 3_000));
    awaitHeard(10);
  }

  @Test
  void tenThousandMalformedFramesChangeNothing() throws InterruptedException {
    exchange.have(trades(1, 3, T0 - 20_000));
    collect();
    SplittableRandom chance = new SplittableRandom(11);
    String good = FakeExchange.frame(Tapes.trade(4, T0));
    for (int i = 0; i < 10_000; i++) {
      int cut = 1 + chance.nextInt(good.length() - 2);
      exchange.say(i % 2 == 0 ? good.substring(0, cut) : good.replace("BTCUSDT", "ETH" + i));
    }
    exchange.trade(Tapes.trade(4, T0));
    awaitHeard(4);
    assertEquals(Tapes.trade(4, T0), heard.get(3));
    assertEquals(1, exchange.connections());
  }

  @Test
  void anotherContentOfTheSameIdIsAnAlarmAndNotPublished() throws InterruptedException {
    exchange.have(trades(1, 3, T0 - 20_000));
    collect();
    AggTrade altered = Tapes.trade(3, T0);
    exchange.say(FakeExchange.frame(altered));
    until("an alarm", () -> health.stream().anyMatch(h -> h.note().contains("different content")));
    exchange.trade(Tapes.trade(4, T0));
    awaitHeard(4);
    assertEquals(trades(1, 3, T0 - 20_000), heard.subList(0, 3));
    assertEquals(4, ((AggTrade) heard.get(3)).aggId());
  }

  @Test
  void idsTheExchangeNoLongerHasBecomeAGapInRowsAndOnTheBus() throws InterruptedException {
    house.write(List.of(Tapes.BTC));
    exchange.have(trades(1, 3, T0 - 20_000));
    collect();
    exchange.have(trades(11, 5, T0 - 1_000));
    exchange.trade(Tapes.trade(16, T0));
    awaitHeard(10);
    assertEquals(new Gap(Tapes.BTC, 4, 10, false), heard.get(3));
    until(
        "rows",
        () ->
            house.reader().meta(Tapes.BTC).await().map(TapeMeta::lastId).equals(Optional.of(16L)));
    assertEquals(
        List.of(new Gap(Tapes.BTC, 4, 10, false)), house.reader().gaps(Tapes.BTC, 0).await());
    Row row =
        house
            .pools()
            .app()
            .query("SELECT gap_count, (SELECT count(*) FROM agg_trade) FROM agg_trades_meta")
            .execute()
            .await()
            .iterator()
            .next();
    assertEquals(1, row.getLong(0));
    assertEquals(9, row.getLong(1));
  }

  @Test
  void idsTheExchangeLacksForAMomentAreNoGap() throws InterruptedException {
    exchange.have(trades(1, 3, T0 - 20_000));
    collect();
    int before = exchange.looks();
    exchange.trade(Tapes.trade(9, T0));
    until("two looks in vain", () -> exchange.looks() >= before + 2);
    exchange.have(trades(4, 5, T0 - 1_000));
    awaitHeard(9);
    for (int i = 0; i < 9; i++) {
      assertEquals(i + 1, ((AggTrade) heard.get(i)).aggId());
    }
  }

  @Test
  void aStopLongerThanTheExchangeServesIsSaidToBeAGap() throws InterruptedException {
    TestPostgres.execute(
        database,
        "INSERT INTO agg_trades_meta VALUES (1, 3, %d, 1, %d, 0, 0)"
            .formatted(T0 - 90_000_000, T0 - 90_000_000));
    exchange.have(trades(1, 1_000, T0 - 90_000_000));
    exchange.have(trades(1_001, 5, T0 - 50_000));
    collect();
    awaitHeard(6);
    assertEquals(new Gap(Tapes.BTC, 4, 1_000, false), heard.get(0));
    assertEquals(1_001, ((AggTrade) heard.get(1)).aggId());
  }

  @Test
  void whatTheWriterMissedIsPublishedAgain() throws InterruptedException {
    exchange.have(trades(1, 3, T0 - 20_000));
    collect();
    awaitHeard(3);
    house.bus().publish(Channels.gap(), new Gap(Tapes.BTC, 2, 3, true));
    awaitHeard(5);
    assertEquals(trades(1, 3, T0 - 20_000).subList(1, 3), heard.subList(3, 5));
  }

  @Test
  void theBackfillWaitsForTheWriter() throws InterruptedException {
    exchange.have(trades(1, 15_000, T0 - 200_000));
    house.bus().consume(Channels.trade(Tapes.BTC), heard::add);
    house.collect(Tapes.BTC, new CollectorSettings(0.1, 2_000, 50));
    until("as many as may be ahead", () -> heard.size() >= 2_000);
    Thread.sleep(500);
    assertTrue(heard.size() <= 12_000, heard.size() + " without a writer");
  }
}
