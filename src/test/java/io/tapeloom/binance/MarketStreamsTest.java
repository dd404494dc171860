package io.tapeloom.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.tapeloom.sim.io.SimSettings;
import io.tapeloom.sim.io.SimVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The market streams against the simulated exchange, both ways to subscribe. */
class MarketStreamsTest implements MarketStreams.Listener {
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  private static final double SPEED = 50;
  private static final Vertx VERTX = Vertx.vertx();
  private static final ExchangeSettings EXCHANGE = ExchangeSettings.local(openExchange());

  private final List<MarketEvent> events = new CopyOnWriteArrayList<>();
  private final List<String> reasons = new CopyOnWriteArrayList<>();
  private final AtomicInteger ups = new AtomicInteger();
  private final AtomicInteger downs = new AtomicInteger();

  private static int openExchange() {
    MarketClock clock = MarketClock.startingAt(1_767_300_000_000L, SPEED);
    SimVerticle sim = new SimVerticle(SimSettings.onPort(0), clock, SimMarket.ofSeed(3));
    VERTX.deployVerticle(sim).await();
    return sim.port();
  }

  @AfterAll
  static void closeExchange() {
    VERTX.close().await();
  }

  @Override
  public void up() {
    ups.incrementAndGet();
  }

  @Override
  public void event(MarketEvent event) {
    events.add(event);
  }

  @Override
  public void down(String why) {
    reasons.add(why);
    downs.incrementAndGet();
  }

  private static void until(String what, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "expected within 30 s: " + what);
      Thread.sleep(10);
    }
  }

  private List<Long> ids() {
    return events.stream()
        .filter(AggTrade.class::isInstance)
        .map(trade -> ((AggTrade) trade).aggId())
        .toList();
  }

  private MarketStreams open(ExchangeSettings settings) {
    MarketStreams streams =
        new MarketStreams(VERTX, settings, BTC, SPEED, new SplittableRandom(1), this);
    VERTX.getOrCreateContext().runOnContext(_ -> streams.start());
    return streams;
  }

  @Test
  void tradesAndMarkPricesComeByTheAddress() throws InterruptedException {
    MarketStreams streams = open(EXCHANGE);
    until(
        "events", () -> ids().size() > 20 && events.stream().anyMatch(MarkPrice.class::isInstance));
    streams.stop().await();
    List<Long> ids = ids();
    for (int i = 1; i < ids.size(); i++) {
      assertEquals(ids.get(i - 1) + 1, ids.get(i));
    }
    assertEquals(0, streams.decoder().refused());
  }

  @Test
  void tradesAndMarkPricesComeBySubscription() throws InterruptedException {
    MarketStreams streams = open(EXCHANGE.withSubscribeByMessage(true));
    until(
        "events", () -> ids().size() > 20 && events.stream().anyMatch(MarkPrice.class::isInstance));
    streams.stop().await();
    assertEquals(0, downs.get());
  }

  @Test
  void aRefusalIsToldInOneShortLine() throws InterruptedException {
    String refusal = "{\"error\":{\"code\":2,\"msg\":\"" + "no ".repeat(5_000) + "\"},\"id\":1}";
    HttpServer server =
        VERTX
            .createHttpServer()
            .webSocketHandler(s -> s.textMessageHandler(_ -> s.writeTextMessage(refusal)))
            .listen(0, "127.0.0.1")
            .await();
    ExchangeSettings there = ExchangeSettings.local(server.actualPort());
    MarketStreams streams = open(there.withSubscribeByMessage(true));
    until("the refusal", () -> !reasons.isEmpty());
    streams.stop().await();
    server.close().await();
    String why = reasons.getFirst();
    assertTrue(why.contains("refused: {\"error\""), why);
    assertTrue(why.length() < 300, why);
  }

  @Test
  void connectionsAreReplacedWithOverlappingIdsAndWithoutAnOutage() throws InterruptedException {
    MarketStreams streams = open(EXCHANGE.withConnectionLifeMs(250));
    until("the stream", () -> !ids().isEmpty());
    until("trades over both connections", () -> ids().size() > new TreeSet<>(ids()).size());
    streams.stop().await();
    TreeSet<Long> distinct = new TreeSet<>(ids());
    assertEquals(distinct.last() - distinct.first() + 1, distinct.size());
    assertEquals(1, ups.get());
    assertEquals(0, downs.get());
  }
}
