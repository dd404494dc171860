package io.tapeloom.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.PooledByteBufAllocator;
import io.tapeloom.kernel.Interval;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The fan-out with a clock and lines that the test moves. */
class HubTest {
  private static final String BTC = "BINANCE:BTCUSDT.PERP";
  private static final String TRADES = BTC + "@TRADE";
  private static final String QUOTES = BTC + "@QUOTES";
  private static final String BARS = BTC + "@KLINE_1";
  private static final long MINUTE_MS = 60_000;
  private static final int BACKLOG = 120_000;

  private final Clock clock = new Clock();
  private final Catalogue catalogue = new Catalogue(WsRig.specs());
  private final MarketFeed feed =
      new MarketFeed(
          catalogue.all(),
          (_, _, _, _, _) -> Future.succeededFuture(List.of()),
          () -> WsRig.NOW_MS);
  private long delivered;
  private long conflated;
  private final Hub hub =
      new Hub(
          clock,
          () -> WsRig.NOW_MS,
          new WsMeters(_ -> {}, n -> delivered += n, n -> conflated += n, _ -> {}, _ -> {}),
          new WsLimits(1, 1, 1, 50, BACKLOG, 1, 1, 1, 1, 1),
          feed);
  private final MarketFeed market = listening();
  private long id;

  private MarketFeed listening() {
    feed.whenChanged(hub::changed);
    return feed;
  }

  /** Time that only the test lets pass. */
  private static final class Clock implements Hub.Ticker {
    private long nowMs = 1_000_000;
    private Optional<Runnable> task = Optional.empty();
    private long dueMs;

    @Override
    public long nowMs() {
      return nowMs;
    }

    @Override
    public void after(long ms, Runnable what) {
      assertTrue(task.isEmpty(), "one tick is planned at a time");
      task = Optional.of(what);
      dueMs = nowMs + ms;
    }

    /** The same where nobody may be left to tick for. */
    void tickIfPlanned() {
      if (task.isPresent()) {
        tick();
      }
    }

    /** Runs the planned tick when it is due and answers how long it waited. */
    long tick() {
      Runnable due = task.orElseThrow(() -> new AssertionError("no tick is planned"));
      long waitedMs = dueMs - nowMs;
      task = Optional.empty();
      nowMs = dueMs;
      due.run();
      return waitedMs;
    }
  }

  private Subscriber subscriber(FakeLine line, String... keys) {
    Subscriber subscriber = hub.subscriber(line);
    subscribe(subscriber, keys);
    return subscriber;
  }

  private void subscribe(Subscriber subscriber, String... keys) {
    hub.subscribe(
        subscriber, List.of(keys).stream().map(k -> SubscriptionKey.parse(k, catalogue)).toList());
  }

  private void trade(String price) {
    market.on(WsRig.tradeOf(WsRig.BTC, ++id, price));
  }

  private void bar(long openMs, String close) {
    market.on(WsRig.barOf(WsRig.BTC, Interval.M1, openMs, "100", close));
  }

  @Test
  void allOfATickLeavesInOneWritePerSocket() {
    FakeLine first = new FakeLine();
    FakeLine second = new FakeLine();
    FakeLine third = new FakeLine();
    subscriber(first, TRADES, BARS);
    subscriber(second, BARS, TRADES);
    subscriber(third, TRADES);
    trade("1");
    trade("2");
    bar(0, "101");
    bar(0, "102");
    assertEquals(5, clock.tick(), "after a rest the wait is short");
    assertEquals(List.of(1, 1, 1), List.of(first.writes, second.writes, third.writes));
    List<JsonObject> seen = first.take();
    assertEquals(3, seen.size());
    assertEquals(102, bars(seen).getFirst().getInteger("close"), "only the newest state");
    assertEquals(3, second.take().size());
    assertEquals(List.of(1L, 2L), third.tradeIds());
    assertEquals(8, delivered);
    trade("3");
    assertEquals(50, clock.tick(), "then ticks keep their distance");
  }

  private static List<JsonObject> bars(List<JsonObject> seen) {
    return seen.stream()
        .filter(d -> d.containsKey("bar"))
        .map(d -> d.getJsonObject("bar"))
        .toList();
  }

  @Test
  void aNewSubscriberIsToldWhereThingsStand() {
    bar(0, "101");
    FakeLine line = new FakeLine();
    subscriber(line, BARS, QUOTES, TRADES);
    clock.tick();
    List<JsonObject> seen = line.take();
    assertEquals(2, seen.size());
    assertEquals(101, bars(seen).getFirst().getInteger("close"));
  }

  @Test
  void aSlowReaderGetsTheNewestValueOnceItReads() {
    FakeLine line = new FakeLine();
    FakeLine quick = new FakeLine();
    Subscriber slow = subscriber(line, BARS, QUOTES);
    subscriber(quick, BARS, QUOTES);
    clock.tick();
    line.take();
    line.blocked = true;
    for (int i = 0; i < 100; i++) {
      bar(0, "1" + (i + 100));
      trade("1" + i);
      clock.tick();
    }
    assertEquals(0, line.take().size());
    assertEquals(1 + 200, quick.take().size());
    assertEquals(2 * 99, conflated);
    line.blocked = false;
    clock.tick();
    List<JsonObject> seen = line.take();
    assertEquals(2, seen.size());
    assertEquals(1199, bars(seen).getFirst().getInteger("close"));
    assertEquals(1, messages(slow, BARS));
    assertEquals(2, messages(slow, QUOTES), "the first one and the newest one");
    assertFalse(slow.late());
  }

  private static long messages(Subscriber subscriber, String key) {
    return subscriber.subscriptions().get(key).json().getLong("messageCount");
  }

  @Test
  void aChartSeesHowABarEnded() {
    FakeLine line = new FakeLine();
    subscriber(line, BARS);
    bar(0, "101");
    clock.tick();
    line.take();
    bar(0, "103");
    bar(MINUTE_MS, "99");
    clock.tick();
    List<JsonObject> bars = bars(line.take());
    assertEquals(List.of(103, 99), bars.stream().map(b -> b.getInteger("close")).toList());
    line.blocked = true;
    bar(MINUTE_MS, "98");
    clock.tick();
    bar(2 * MINUTE_MS, "97");
    bar(0, "55");
    clock.tick();
    line.blocked = false;
    clock.tick();
    List<JsonObject> late = bars(line.take());
    assertEquals(List.of(98, 97), late.stream().map(b -> b.getInteger("close")).toList());
  }

  @Test
  void tradesWaitForASlowReaderInOrder() {
    FakeLine line = new FakeLine();
    subscriber(line, TRADES);
    trade("1");
    clock.tick();
    line.blocked = true;
    for (int i = 0; i < 10; i++) {
      trade("2");
      clock.tick();
    }
    line.blocked = false;
    trade("3");
    clock.tick();
    assertEquals(LongStream.rangeClosed(1, 12).boxed().toList(), line.tradeIds());
    assertEquals(12, delivered);
    assertEquals(0, conflated);
  }

  @Test
  void whoDoesNotTakeTradesIsDroppedAndCostsNothingMore() {
    FakeLine line = new FakeLine();
    FakeLine other = new FakeLine();
    subscriber(line, TRADES, QUOTES);
    subscriber(other, TRADES, QUOTES);
    line.blocked = true;
    long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    for (int i = 0; i < 2_000; i++) {
      trade("1");
      clock.tick();
    }
    assertEquals(Optional.of(Drop.SLOW), line.dropped);
    assertEquals(0, line.writes);
    assertEquals(2_000, other.tradeIds().size());
    long after = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    assertTrue(after - before < 8 << 20, "kept " + (after - before) + " bytes");
    assertEquals(2, hub.subscriptions());
  }

  @Test
  void whatNobodyWantsIsForgotten() {
    FakeLine line = new FakeLine();
    Subscriber subscriber = subscriber(line, TRADES, BARS);
    assertEquals(2, hub.subscriptions());
    assertEquals(1, hub.symbols());
    line.blocked = true;
    trade("1");
    clock.tick();
    trade("2");
    hub.unsubscribe(subscriber, List.of(TRADES));
    line.blocked = false;
    clock.tick();
    assertEquals(List.of(), line.tradeIds());
    hub.leave(subscriber);
    assertEquals(0, hub.subscriptions());
    assertEquals(0, hub.symbols());
    assertFalse(feed.of(catalogue.all().getFirst()).followed());
  }

  /** Whatever the readers do, nobody misses a trade or sees one twice, and bars end right. */
  @Test
  void everyReaderEndsWithTheSameStory() {
    long seed = System.nanoTime();
    SplittableRandom chance = new SplittableRandom(seed);
    List<FakeLine> lines = new ArrayList<>();
    List<List<JsonObject>> stories = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lines.add(new FakeLine());
      stories.add(new ArrayList<>());
      subscriber(lines.get(i), TRADES, i % 2 == 0 ? BARS : QUOTES);
    }
    for (int step = 0; step < 500; step++) {
      FakeLine line = lines.get(chance.nextInt(20));
      line.blocked = !line.blocked && chance.nextInt(3) == 0;
      trade(chance.nextInt(1, 1_000) + "");
      bar(step / 50 * MINUTE_MS, chance.nextInt(1, 1_000) + "");
      if (chance.nextBoolean()) {
        clock.tickIfPlanned();
      }
      for (int i = 0; i < 20; i++) {
        stories.get(i).addAll(lines.get(i).take());
      }
    }
    lines.forEach(line -> line.blocked = false);
    trade("77");
    clock.tickIfPlanned();
    for (int i = 0; i < 20; i++) {
      stories.get(i).addAll(lines.get(i).take());
      List<Long> ids =
          stories.get(i).stream()
              .filter(d -> d.containsKey("trade"))
              .map(d -> d.getJsonObject("trade").getLong("id"))
              .toList();
      assertEquals(Optional.empty(), lines.get(i).dropped);
      assertEquals(LongStream.rangeClosed(1, 501).boxed().toList(), ids, "seed " + seed);
      String last =
          stories.get(i).stream().filter(d -> !d.containsKey("trade")).toList().getLast().encode();
      assertTrue(last.contains(i % 2 == 0 ? "\"time\":540000" : "\"lp\":77,"), last);
    }
  }
}
