package io.tapeloom.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.answer.Catalogue;
import io.tapeloom.binance.answer.StreamEvent;
import io.tapeloom.binance.wire.Malformed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Market;
import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.tapeloom.sim.io.SimSettings;
import io.tapeloom.sim.io.SimVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every kind of stream of both markets, and how connections are shared, paced and replaced. */
class MarketFeedsTest implements MarketFeeds.Listener {
  private static final Instrument USDM = Instrument.of(Market.USDM, "BTCUSDT");
  private static final Instrument SPOT = Instrument.of(Market.SPOT, "BTCUSDT");

  private final Vertx vertx = Vertx.vertx();
  private final Catalogue catalogue = new Catalogue();
  private final Map<String, List<StreamEvent>> seen = new ConcurrentSkipListMap<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Malformed> refused = new CopyOnWriteArrayList<>();
  private MarketFeeds feeds;

  @AfterEach
  void close() throws Exception {
    feeds.stop().await(30, TimeUnit.SECONDS);
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @Override
  public void up(Market market) {
    lines.add("up " + market.code());
  }

  @Override
  public void event(Market market, String stream, StreamEvent event) {
    String key = market.code() + " " + stream;
    seen.computeIfAbsent(key, _ -> new CopyOnWriteArrayList<>()).add(event);
  }

  @Override
  public void refused(Malformed fault) {
    refused.add(fault);
  }

  @Override
  public void down(Market market, String why) {
    lines.add("down " + market.code() + " " + why);
  }

  private static void until(String what, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "expected within 30 s: " + what);
      Thread.sleep(10);
    }
  }

  private void open(ExchangeSettings settings) {
    feeds = new MarketFeeds(vertx, settings, catalogue, new SplittableRandom(4), this);
  }

  private static String key(StreamName name) {
    return name.market().code() + " " + name.text();
  }

  private int simulated() {
    MarketClock clock = MarketClock.startingAt(1_767_300_000_000L, 20);
    SimSettings settings = SimSettings.onPort(0).unlimited();
    SimVerticle sim = new SimVerticle(settings, clock, SimMarket.ofSeed(3));
    vertx.deployVerticle(sim).await();
    return sim.port();
  }

  @Test
  void everyKindOfBothMarketsComesTyped() throws InterruptedException {
    open(ExchangeSettings.local(simulated()));
    Map<StreamName, Class<?>> kinds = new TreeMap<>();
    for (Instrument instrument : List.of(USDM, SPOT)) {
      kinds.put(StreamName.aggTrade(instrument), StreamEvent.AggregateTrade.class);
      kinds.put(StreamName.bookTicker(instrument), StreamEvent.BookTop.class);
      kinds.put(StreamName.depth(instrument), StreamEvent.DepthUpdate.class);
      kinds.put(StreamName.kline(instrument, Interval.M1), StreamEvent.Kline.class);
      kinds.put(StreamName.ticker(instrument), StreamEvent.Ticker.class);
    }
    kinds.put(StreamName.markPrice(USDM), StreamEvent.MarkPrice.class);
    feeds.subscribe(kinds.keySet());
    Set<String> names = Set.copyOf(kinds.keySet().stream().map(MarketFeedsTest::key).toList());
    until("every stream, have " + seen.keySet(), () -> seen.keySet().containsAll(names));
    kinds.forEach(
        (name, type) ->
            assertTrue(seen.get(key(name)).stream().allMatch(type::isInstance), name.toString()));
    assertEquals(List.of(), refused);
    assertEquals(Map.of(), catalogue.faults());
    StreamEvent spotBook = seen.get(key(StreamName.depth(SPOT))).getFirst();
    assertTrue(((StreamEvent.DepthUpdate) spotBook).previousUpdateId().isEmpty(), "spot has none");
    StreamEvent usdmBook = seen.get(key(StreamName.depth(USDM))).getFirst();
    assertTrue(((StreamEvent.DepthUpdate) usdmBook).previousUpdateId().isPresent());
    assertEquals(3, feeds.connections().size(), "spot, and two roots of USD-M");
    StreamName trades = StreamName.aggTrade(USDM);
    feeds.unsubscribe(List.of(trades));
    feeds.subscribe(List.of(StreamName.aggTrade(Instrument.of(Market.USDM, "ETHUSDT"))));
    until("another symbol", () -> seen.containsKey("usdm ethusdt@aggTrade"));
  }

  @Test
  void aConnectionNearItsEndIsReplacedWithoutAMissingTrade() throws InterruptedException {
    open(ExchangeSettings.local(simulated()).withWatchdogMs(30_000).withConnectionLifeMs(1_500));
    feeds.subscribe(List.of(StreamName.aggTrade(USDM)));
    until("trades that came twice", () -> ids().size() > ids().stream().distinct().count());
    until("more of them", () -> ids().size() > 200);
    List<Long> distinct = ids().stream().distinct().sorted().toList();
    assertEquals(distinct.getLast() - distinct.getFirst() + 1, distinct.size());
    assertEquals(List.of("up usdm"), lines);
  }

  private List<Long> ids() {
    return seen.getOrDefault("usdm btcusdt@aggTrade", List.of()).stream()
        .map(event -> ((StreamEvent.AggregateTrade) event).aggregateId())
        .toList();
  }

  /** A server that acknowledges, refuses or stays silent, as a test wants it. */
  private final class Scripted {
    private final List<ServerWebSocket> peers = new CopyOnWriteArrayList<>();
    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
    private final List<Long> heardNanos = new CopyOnWriteArrayList<>();
    private final AtomicInteger done = new AtomicInteger();
    private volatile String answer = "{\"result\":null,\"id\":%d}";
    private final HttpServer server =
        vertx.createHttpServer().webSocketHandler(this::accept).listen(0, "127.0.0.1").await();

    private void accept(ServerWebSocket peer) {
      peers.add(peer);
      peer.textMessageHandler(
          text -> {
            heardNanos.add(System.nanoTime());
            heard.add(new JsonObject(text));
            if (answer.contains("result")) {
              done.incrementAndGet();
            }
            peer.writeTextMessage(answer.formatted(heard.getLast().getLong("id")));
          });
    }

    ExchangeSettings settings() {
      return ExchangeSettings.local(server.actualPort());
    }
  }

  @Test
  void manyStreamsArePacedAndSpreadOverConnections() throws InterruptedException {
    Scripted exchange = new Scripted();
    open(exchange.settings());
    List<StreamName> many = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      many.add(StreamName.aggTrade(Instrument.of(Market.SPOT, "COIN" + i + "USDT")));
    }
    feeds.subscribe(many);
    until("five messages", () -> exchange.heard.size() == 5);
    assertEquals(2, exchange.peers.size());
    List<Integer> sizes =
        exchange.heard.stream().map(m -> m.getJsonArray("params").size()).toList();
    assertEquals(250, sizes.stream().mapToInt(Integer::intValue).sum());
    long tookMs = (exchange.heardNanos.getLast() - exchange.heardNanos.getFirst()) / 1_000_000;
    assertTrue(tookMs >= 300, "four messages of one connection took " + tookMs + " ms");
    assertFalse(lines.isEmpty());
  }

  @Test
  void aRefusedSubscriptionAndAnAnnouncedEndMakeAnotherConnection() throws InterruptedException {
    Scripted exchange = new Scripted();
    exchange.answer = "{\"code\":2,\"msg\":\"Invalid request\",\"id\":%d}";
    open(exchange.settings());
    feeds.subscribe(List.of(StreamName.forceOrder(USDM)));
    until("another try", () -> exchange.peers.size() >= 2);
    assertTrue(lines.contains("down usdm a subscription was refused"), lines.toString());
    exchange.answer = "{\"result\":null,\"id\":%d}";
    until("a connection that was taken", () -> exchange.done.get() > 0);
    int before = exchange.peers.size();
    exchange
        .peers
        .getLast()
        .writeTextMessage(
            "{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1}}");
    exchange.peers.getLast().writeTextMessage("{\"stream\":\"x\",\"data\":{\"e\":\"nobody\"}}");
    exchange.peers.getLast().writeTextMessage("{\"stream\":\"x\",\"data\":{\"e\":\"kline\"}}");
    exchange.peers.getLast().writeTextMessage("{half");
    until("a connection in time", () -> exchange.peers.size() > before);
    until("refusals", () -> refused.size() == 3);
    assertEquals(Malformed.Reason.UNKNOWN_VALUE, refused.get(0).reason());
    assertEquals(Malformed.Reason.MISSING, refused.get(1).reason());
    assertEquals(Malformed.Reason.NOT_JSON, refused.get(2).reason());
  }
}
