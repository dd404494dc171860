package io.tapeloom.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.net.Proxies;
import io.tapeloom.net.Proxy;
import io.tapeloom.net.ProxySettings;
import io.tapeloom.net.ProxyState;
import io.tapeloom.net.ProxyState.Phase;
import io.tapeloom.net.TestProxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Our clients reach an exchange through real proxies that are slow, cut, mute, rude or locked. */
class ProxiedExchangeTest implements MarketStreams.Listener {
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  private static final String THERE = "exchange.test:443";
  private static final Optional<Proxy.Login> LOGIN =
      Optional.of(new Proxy.Login("bob", "canary-hunter-2"));

  private final AtomicInteger trades = new AtomicInteger();
  private final AtomicInteger downs = new AtomicInteger();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger("io.tapeloom");
  @TempDir private Path dir;
  private FarExchange exchange;
  private Proxies proxies;
  private MarketRest rest;
  private MarketStreams streams;

  @BeforeEach
  void open() throws Exception {
    exchange = new FarExchange(dir);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void close() {
    if (streams != null) {
      streams.stop().await();
    }
    if (proxies != null) {
      proxies.stop();
    }
    root.detachAppender(log);
    exchange.close();
    List<String> said = log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertFalse(said.toString().contains("canary"), said::toString);
  }

  @Override
  public void up() {}

  @Override
  public void event(MarketEvent event) {
    if (event instanceof AggTrade) {
      trades.incrementAndGet();
    }
  }

  @Override
  public void down(String why) {
    downs.incrementAndGet();
  }

  private TestProxy http(String name) {
    return exchange.proxy(name, Proxy.Kind.HTTP, Optional.empty());
  }

  private TestProxy socks(String name) {
    return exchange.proxy(name, Proxy.Kind.SOCKS5, Optional.empty());
  }

  private void through(Proxy... list) {
    ProxySettings rules = new ProxySettings(List.of(list), List.of(), false, 600_000);
    proxies = new Proxies(exchange.vertx, rules, FarExchange.urls().ping());
    ExchangeSettings settings = FarExchange.settings().via(proxies);
    rest = new MarketRest(exchange.vertx, settings, InstantSource.system());
  }

  private void stream() {
    ExchangeSettings settings = FarExchange.settings().via(proxies).withWatchdogMs(25_000);
    SplittableRandom chance = new SplittableRandom(1);
    streams = new MarketStreams(exchange.vertx, settings, BTC, 1, chance, this);
    exchange.vertx.getOrCreateContext().runOnContext(_ -> streams.start());
  }

  private void tested() throws TimeoutException {
    proxies.start().await(30, TimeUnit.SECONDS);
  }

  private static void until(String what, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "expected within 30 s: " + what);
      Thread.sleep(10);
    }
  }

  private long asks() throws TimeoutException {
    return rest.serverTimeMs(Market.USDM).await(30, TimeUnit.SECONDS);
  }

  private boolean answers() {
    try {
      return asks() > 0;
    } catch (RuntimeException | TimeoutException _) {
      return false;
    }
  }

  private Phase phase(String name) {
    return proxies.state(name).phase();
  }

  private void untilMoreTrades() throws InterruptedException {
    int before = trades.get();
    until("trades", () -> trades.get() > before);
  }

  @Test
  void questionsAndStreamsGoThroughBothKindsWithALogin() throws Exception {
    for (Proxy.Kind kind : Proxy.Kind.values()) {
      TestProxy door = exchange.proxy("door", kind, LOGIN);
      through(door.proxy());
      assertTrue(asks() > 1_767_000_000_000L);
      stream();
      untilMoreTrades();
      assertTrue(door.asked.size() >= 2, kind::toString);
      assertTrue(door.asked.stream().allMatch(THERE::equals), door.asked::toString);
      streams.stop().await();
      assertEquals(Phase.UNTESTED, phase("door"));
      tested();
      assertEquals(Phase.UP, phase("door"), () -> proxies.state("door").lastError());
      assertFalse(proxies.states().toString().contains("canary"));
      proxies.stop();
    }
  }

  @Test
  void theQuickerOneIsTaken() throws Exception {
    TestProxy slow = http("slow");
    TestProxy quick = socks("quick");
    slow.delayMs = 300;
    through(slow.proxy(), quick.proxy());
    tested();
    assertTrue(proxies.state("slow").latencyMs() >= 300, () -> proxies.states().toString());
    int before = slow.asked.size();
    asks();
    assertEquals(Optional.of("quick"), proxies.current());
    assertEquals(before, slow.asked.size());
  }

  @Test
  void whenTheOneInUseIsCutTheNextOneCarriesOnAndItComesBackWhenItWorks() throws Exception {
    TestProxy first = http("first");
    TestProxy second = socks("second");
    second.delayMs = 200;
    through(first.proxy(), second.proxy());
    tested();
    stream();
    untilMoreTrades();
    asks();
    assertEquals(Optional.of("first"), proxies.current());
    long cutNanos = System.nanoTime();
    first.cut();
    until("an answer", this::answers);
    until("the stream", () -> downs.get() >= 1 && streams.isUp());
    untilMoreTrades();
    long tookMs = (System.nanoTime() - cutNanos) / 1_000_000;
    assertTrue(tookMs < 30_000, "fail-over took " + tookMs + " ms");
    assertEquals(Optional.of("second"), proxies.current());
    assertEquals(Phase.DOWN, phase("first"));
    assertTrue(proxies.state("first").faults() > 0);
    first.listen();
    until("it is up again", () -> phase("first") == Phase.UP);
    asks();
    assertEquals(Optional.of("first"), proxies.current());
  }

  @Test
  void aPinHoldsAndOpenStreamsMoveToItWithoutAnOutage() throws Exception {
    TestProxy quick = socks("quick");
    TestProxy slow = http("slow");
    slow.delayMs = 200;
    through(quick.proxy(), slow.proxy());
    tested();
    stream();
    untilMoreTrades();
    int before = slow.asked.size();
    proxies.pin(Optional.of("slow"));
    until("the stream has moved", () -> slow.asked.size() > before);
    untilMoreTrades();
    assertEquals(0, downs.get());
    asks();
    int quickAsked = quick.asked.size();
    slow.cut();
    assertThrows(RestFailure.class, this::asks);
    assertEquals(Optional.of("slow"), proxies.current());
    assertEquals(quickAsked, quick.asked.size(), "nothing goes another way");
    proxies.pin(Optional.empty());
    until("an answer", this::answers);
    assertEquals(Optional.of("quick"), proxies.current());
  }

  @Test
  void aDisabledOneIsLeftByOpenStreamsWithoutAnOutage() throws Exception {
    TestProxy one = http("one");
    TestProxy two = socks("two");
    through(one.proxy(), two.proxy());
    stream();
    untilMoreTrades();
    assertEquals(List.of(THERE), one.asked);
    proxies.enable("one", false);
    until("the stream has moved", () -> !two.asked.isEmpty());
    untilMoreTrades();
    assertEquals(0, downs.get());
    assertEquals(Phase.DISABLED, phase("one"));
  }

  @Test
  void oneThatRefusesOrIsMuteOrDoesNotKnowUsIsNotTaken() throws Exception {
    TestProxy rude = http("rude");
    rude.refusing = true;
    TestProxy mute = socks("mute");
    mute.mute = true;
    TestProxy locked = exchange.proxy("locked", Proxy.Kind.HTTP, LOGIN);
    TestProxy shut = exchange.proxy("shut", Proxy.Kind.SOCKS5, LOGIN);
    TestProxy good = http("good");
    Proxy.Login wrong = new Proxy.Login("bob", "canary-wrong");
    through(
        rude.proxy(),
        mute.proxy(),
        locked.proxy().with(wrong),
        shut.proxy().with(wrong),
        good.proxy());
    tested();
    for (String name : List.of("rude", "mute", "locked", "shut")) {
      ProxyState state = proxies.state(name);
      assertEquals(Phase.DOWN, state.phase(), name);
      assertTrue(state.lastError().startsWith("test: "), state.lastError());
      assertFalse(state.toString().contains("canary"), state::toString);
    }
    assertTrue(proxies.state("locked").lastError().contains("407"));
    asks();
    assertEquals(Optional.of("good"), proxies.current());
    assertTrue(Stream.of(rude, mute, locked, shut).allMatch(p -> p.asked.isEmpty()));
  }

  @Test
  void whatRunsOnThisMachineIsReachedStraight() throws Exception {
    TestProxy door = http("door");
    ProxySettings rules = new ProxySettings(List.of(door.proxy()), List.of(), false, 30_000);
    proxies = new Proxies(exchange.vertx, rules, exchange.sim.rest() + "/fapi/v1/ping");
    assertFalse(proxies.inUse());
    tested();
    int port = java.net.URI.create(exchange.sim.rest()).getPort();
    ExchangeSettings here = ExchangeSettings.local(port).via(proxies);
    rest = new MarketRest(exchange.vertx, here, InstantSource.system());
    asks();
    assertEquals(0, door.taken.get());
    assertEquals(Optional.empty(), proxies.current());
  }
}
