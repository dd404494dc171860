package io.tapeloom.binance.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.Allowance;
import io.tapeloom.binance.ExchangeSettings;
import io.tapeloom.binance.ExchangeUrls;
import io.tapeloom.binance.answer.Catalogue;
import io.tapeloom.binance.answer.UserEvents;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Symbol;
import io.tapeloom.ledger.Refusal;
import io.tapeloom.ledger.SendOutcome;
import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.tapeloom.sim.io.SimEndpoints;
import io.tapeloom.sim.io.SimSettings;
import io.tapeloom.sim.io.SimVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.KeyPair;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** The simulated exchange of this process, its demo account, and our clients of it. */
final class ExchangeRig implements AutoCloseable {
  static final Symbol BTC = new Symbol("BTCUSDT");

  /** As long as a busy machine may need. */
  private static final int RECV_WINDOW_MS = 30_000;

  private static final long BEGINS_MS = 1_767_300_000_000L;

  final Vertx vertx = Vertx.vertx();
  final Catalogue catalogue = new Catalogue();
  final UserEvents events = new UserEvents(catalogue);
  final SimEndpoints sim;
  final ExchangeSettings settings;
  final Allowance allowance;
  final AccountRest rest;
  final SpotTrading spot;
  final UsdmTrading usdm;
  final UsdmWallet wallet;
  private final WebClient web;

  ExchangeRig() {
    this(SimSettings.onPort(0).unlimited());
  }

  /** The same with those limits, which our side knows too. */
  ExchangeRig(SimSettings limits) {
    MarketClock clock = MarketClock.startingAt(BEGINS_MS, 1);
    SimVerticle verticle = new SimVerticle(limits, clock, SimMarket.ofSeed(5));
    vertx.deployVerticle(verticle).await();
    sim = verticle.endpoints();
    int weight = limits.weightPerMinute();
    ExchangeUrls urls = ExchangeUrls.local(verticle.port());
    settings = ExchangeSettings.of(urls, weight, weight * 5 / 2);
    allowance = Allowance.trading(settings);
    ApiKey key = new ApiKey(sim.key(), Secret.of(sim.secret()), KeyType.HMAC);
    rest = new AccountRest(vertx, settings, key, RECV_WINDOW_MS, clock, allowance, catalogue);
    spot = new SpotTrading(rest);
    usdm = new UsdmTrading(rest);
    wallet = new UsdmWallet(rest);
    web = WebClient.create(vertx);
  }

  /** The same account at another port of this machine. */
  AccountRest at(int port) {
    ApiKey key = new ApiKey(sim.key(), Secret.of(sim.secret()), KeyType.HMAC);
    ExchangeSettings there = ExchangeSettings.local(port);
    return new AccountRest(
        vertx, there, key, RECV_WINDOW_MS, rest.clock(), Allowance.trading(there), catalogue);
  }

  /** The demo account with another key, whose public half the exchange is told. */
  AccountRest with(KeyType type, KeyPair pair) {
    String body = java.util.Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
    JsonObject key =
        new JsonObject()
            .put("account", 1)
            .put("type", type.name())
            .put(
                "public_key",
                "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n");
    JsonObject made =
        web.postAbs(sim.admin() + "/keys").sendJsonObject(key).await().bodyAsJsonObject();
    ApiKey ours = new ApiKey(made.getString("key"), Secret.of(SignerTest.pem(pair)), type);
    return new AccountRest(
        vertx, settings, ours, RECV_WINDOW_MS, rest.clock(), allowance, catalogue);
  }

  /** Lets something go wrong from now on. */
  void fault(JsonObject fault) {
    int status = web.postAbs(sim.admin() + "/fault").sendJsonObject(fault).await().statusCode();
    assertEquals(202, status, fault.encode());
  }

  void fault(String kind, String path) {
    fault(new JsonObject().put("kind", kind).put("path", path).put("count", 1));
  }

  /** Price of the last trade; both markets have one underlying price. */
  Fixed price() {
    String url = sim.rest() + "/fapi/v1/aggTrades?limit=1&symbol=" + BTC;
    return Fixed.parse(
        web.getAbs(url).send().await().bodyAsJsonArray().getJsonObject(0).getString("p"));
  }

  /** A price that far from another, on a tick of ten cents. */
  static Fixed off(Fixed price, String factor) {
    BigDecimal moved = price.toBigDecimal().multiply(new BigDecimal(factor));
    return Fixed.of(moved.setScale(1, RoundingMode.DOWN));
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no end within 30 s", e);
    }
  }

  static <T> T accepted(Future<SendOutcome<T>> future) {
    SendOutcome<T> outcome = await(future);
    return assertInstanceOf(SendOutcome.Accepted.class, outcome, outcome.toString()) == null
        ? null
        : ((SendOutcome.Accepted<T>) outcome).answer();
  }

  static Refusal.Ground rejected(Future<? extends SendOutcome<?>> future) {
    SendOutcome<?> outcome = await(future);
    return assertInstanceOf(SendOutcome.Rejected.class, outcome, outcome.toString())
        .refusal()
        .ground();
  }

  static void until(String what, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "expected within 30 s: " + what);
      Thread.sleep(10);
    }
  }

  @Override
  public void close() {
    await(rest.close());
    await(vertx.close());
  }
}
