package io.tapeloom.binance.account;

import static io.tapeloom.binance.account.ExchangeRig.BTC;
import static io.tapeloom.binance.account.ExchangeRig.accepted;
import static io.tapeloom.binance.account.ExchangeRig.await;
import static io.tapeloom.binance.account.ExchangeRig.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.Allowance;
import io.tapeloom.binance.ExchangeSettings;
import io.tapeloom.binance.FarExchange;
import io.tapeloom.binance.answer.Catalogue;
import io.tapeloom.binance.answer.UserEvent;
import io.tapeloom.binance.answer.UserEvents;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Market;
import io.tapeloom.ledger.OrderSide;
import io.tapeloom.ledger.SendOutcome;
import io.tapeloom.net.Proxies;
import io.tapeloom.net.Proxy;
import io.tapeloom.net.ProxySettings;
import io.tapeloom.net.TestProxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders and user streams go through proxies too, and go on through the next one. */
class ProxiedTradingTest implements UserStream.Listener, WsApi.Listener {
  private static final String THERE = "exchange.test:443";
  private final Catalogue catalogue = new Catalogue();
  private final List<UserEvent> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger ups = new AtomicInteger();
  @TempDir private Path dir;
  private FarExchange exchange;
  private TestProxy first;
  private TestProxy second;
  private Proxies proxies;
  private AccountRest rest;
  private UsdmTrading usdm;

  @BeforeEach
  void open() throws Exception {
    exchange = new FarExchange(dir);
    first = exchange.proxy("first", Proxy.Kind.HTTP, Optional.empty());
    second = exchange.proxy("second", Proxy.Kind.SOCKS5, Optional.empty());
    ProxySettings rules =
        new ProxySettings(List.of(first.proxy(), second.proxy()), List.of(), false, 60_000);
    proxies = new Proxies(exchange.vertx, rules, FarExchange.urls().ping());
    ExchangeSettings settings = FarExchange.settings().via(proxies);
    ApiKey key = new ApiKey(exchange.sim.key(), Secret.of(exchange.sim.secret()), KeyType.HMAC);
    rest =
        new AccountRest(
            exchange.vertx,
            settings,
            key,
            5_000,
            exchange.clock,
            Allowance.trading(settings),
            catalogue);
    usdm = new UsdmTrading(rest);
  }

  @AfterEach
  void close() {
    await(rest.close());
    exchange.close();
  }

  @Override
  public void event(UserEvent event) {
    events.add(event);
  }

  @Override
  public void gap(String why) {}

  @Override
  public void up() {
    ups.incrementAndGet();
  }

  @Override
  public void event(JsonNode event) {}

  @Override
  public void down(String why) {}

  private static UsdmOrder order(String id) {
    return UsdmOrder.market(BTC, OrderSide.BUY, Fixed.parse("0.01"), id);
  }

  private boolean goes(String id) {
    return await(usdm.place(order(id))) instanceof SendOutcome.Accepted<?>;
  }

  @Test
  void ordersByRestAndTheirEventsComeThroughAndThenThroughTheNextOne() throws Exception {
    await(rest.syncClock(Market.USDM));
    UsdmUserStream stream =
        new UsdmUserStream(
            exchange.vertx,
            FarExchange.urls().usdmPrivate(),
            UserStreamTimes.USUAL,
            rest,
            new UserEvents(catalogue),
            new SplittableRandom(2),
            this);
    stream.start();
    until("the stream", stream::live);
    accepted(usdm.place(order("tl-px-1")));
    until("its events", () -> events.stream().anyMatch(UserEvent.OrderUpdate.class::isInstance));
    assertTrue(first.asked.size() >= 2 && second.asked.isEmpty(), first.asked::toString);
    first.cut();
    AtomicInteger tries = new AtomicInteger();
    until("an order", () -> goes("tl-px-2-" + tries.incrementAndGet()));
    assertTrue(tries.get() <= 3, "tries: " + tries);
    assertEquals(Optional.of("second"), proxies.current());
    until("the stream", () -> second.asked.size() >= 2 && stream.live());
    await(stream.stop());
  }

  @Test
  void ordersByTheSocketGoThrough() throws Exception {
    await(rest.syncClock(Market.USDM));
    WsApi api =
        new WsApi(
            exchange.vertx,
            Market.USDM,
            FarExchange.urls().usdmWsApi(),
            3_600_000,
            rest,
            new SplittableRandom(1),
            this);
    api.start();
    until("a line", () -> ups.get() == 1);
    SendOutcome<?> placed = await(new WsTrading(api).place(order("tl-px-4")));
    assertInstanceOf(SendOutcome.Accepted.class, placed, placed::toString);
    assertTrue(first.asked.stream().allMatch(THERE::equals), first.asked::toString);
    await(api.stop());
  }
}
