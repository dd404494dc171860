package io.tapeloom.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.net.Outbound;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** REST: numbers exact, failures with their reasons, the exchange's limits kept. */
class MarketRestTest {
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");

  private final Vertx vertx = Vertx.vertx();
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server =
      vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1").await();
  private final MarketRest rest = client(0, 30_000);

  private record Answer(int status, String body, String header, String value) {}

  private MarketRest client(int weightPerMinute) {
    return client(weightPerMinute, 30_000);
  }

  private MarketRest client(int weightPerMinute, long timeoutMs) {
    ExchangeSettings settings =
        new ExchangeSettings(
            ExchangeUrls.local(server.actualPort()),
            weightPerMinute,
            weightPerMinute,
            1_000,
            1_000,
            60_000,
            timeoutMs,
            false,
            Outbound.DIRECT);
    return new MarketRest(vertx, settings, InstantSource.system());
  }

  private void answer(HttpServerRequest request) {
    asked.add(request.uri());
    Answer next = answers.poll();
    if (next != null) {
      request.response().setStatusCode(next.status()).putHeader(next.header(), next.value());
      request.response().end(next.body());
    }
  }

  private void will(int status, String body) {
    answers.add(new Answer(status, body, "X-Nothing", "1"));
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void tradesAreReadExactly() {
    will(
        200,
        "[{\"a\":26129,\"p\":\"0.01633102\",\"q\":\"4.70443515\",\"nq\":\"1\",\"f\":27781,"
            + "\"l\":27782,\"T\":1498793709153,\"m\":true},\n {\"a\":26130,\"p\":\"1\","
            + "\"q\":\"2\",\"f\":27783,\"l\":27783,\"T\":1498793709154,\"m\":false,\"M\":true}]");
    List<AggTrade> trades = rest.tradesFrom(BTC, 26129, 2).await();
    assertEquals(
        List.of(
            new AggTrade(BTC, 26129, 1_633_102, 470_443_515, 27781, 27782, 1498793709153L, true),
            new AggTrade(
                BTC, 26130, 100_000_000, 200_000_000, 27783, 27783, 1498793709154L, false)),
        trades);
    assertEquals("/fapi/v1/aggTrades?symbol=BTCUSDT&fromId=26129&limit=2", asked.getFirst());
    will(200, "[]");
    assertEquals(List.of(), rest.tradesBetween(BTC, 1, 2, 1_000).await());
    assertEquals(
        "/fapi/v1/aggTrades?symbol=BTCUSDT&startTime=1&endTime=2&limit=1000", asked.getLast());
  }

  @Test
  void klinesPricesAndSpecsAreReadExactly() {
    will(
        200,
        "[[1499040000000,\"0.01634790\",\"0.80000000\",\"0.01575800\",\"0.01577100\","
            + "\"148976.11427815\",1499040059999,\"2434.19055334\",308,\"1756.87402397\","
            + "\"28.46694368\",\"17928899.62484339\"],[1499040060000,\"1\",\"1\",\"1\",\"1\","
            + "\"0\",1499040119999,\"0\",0,\"0\",\"0\",\"0\"]]");
    List<Kline> bars = rest.klinesBefore(BTC, Interval.M1, 1499040060000L, 1_500).await();
    assertEquals(1, bars.size());
    assertEquals(1_634_790, bars.getFirst().openE8());
    assertEquals(new BigInteger("14897611427815"), bars.getFirst().volumeE8());
    assertEquals(new BigInteger("24341905533400000000"), bars.getFirst().quoteE16());
    will(200, "{\"serverTime\":1499827319559}");
    assertEquals(1499827319559L, rest.serverTimeMs(Market.USDM).await());
    will(
        200,
        "{\"symbol\":\"BTCUSDT\",\"markPrice\":\"11793.63104562\",\"indexPrice\":\"11781.8\","
            + "\"lastFundingRate\":\"-0.00038246\",\"nextFundingTime\":2,\"time\":1}");
    assertEquals(
        new MarkPrice(BTC, 1_179_363_104_562L, 1_178_180_000_000L, -38_246, 2, 1),
        rest.premiumIndex(BTC).await());
    will(
        200,
        "{\"symbols\":[{\"symbol\":\"BTCUSDT\",\"contractType\":\"CURRENT_QUARTER\","
            + "\"filters\":[]},{\"symbol\":\"BTCUSDT\",\"contractType\":\"PERPETUAL\",\"filters\":"
            + "[{\"filterType\":\"PRICE_FILTER\",\"tickSize\":\"0.10\"},"
            + "{\"filterType\":\"LOT_SIZE\",\"stepSize\":\"0.001\"}]}]}");
    assertEquals(
        List.of(new InstrumentSpec(BTC, 10_000_000, 100_000)),
        rest.exchangeInfo(Market.USDM, List.of(BTC)).await());
  }

  @Test
  void everyFailureNamesEndpointStatusCodeAndWords() {
    will(400, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
    failure("/fapi/v1/aggTrades: status 400, code -1121, Invalid symbol.");
    will(403, "<html>blocked</html>");
    failure("/fapi/v1/aggTrades: status 403, <html>blocked</html>");
    will(200, "");
    failure("/fapi/v1/aggTrades: status 200, empty answer");
    will(200, "[{\"a\":1,\"p\":\"1\"");
    failure("unreadable: page of trades");
    will(200, "[{\"a\":1,\"p\":\"NaN\",\"q\":\"1\",\"f\":1,\"l\":1,\"T\":1,\"m\":true}]");
    failure("WRONG_TYPE");
    will(200, "[" + " ".repeat(33 << 20) + "]");
    failure("expected an answer of at most 33554432 bytes, got a longer one");
    will(200, "{\"symbols\":1}");
    assertTrue(
        info().endsWith("/exchangeInfo: status 200, unreadable: a field is of another kind"));
    will(200, "{}");
    assertTrue(info().endsWith("unreadable: expected a list of symbols, got none"));
    will(200, "hello\nworld");
    assertEquals(1, info().lines().count());
    RestFailure silent =
        assertThrows(RestFailure.class, () -> client(0, 200).tradesFrom(BTC, 1, 1).await());
    assertTrue(silent.getMessage().contains("/fapi/v1/aggTrades: no answer"), silent.getMessage());
    assertEquals(0, silent.status());
  }

  private String info() {
    return assertThrows(
            RestFailure.class, () -> rest.exchangeInfo(Market.USDM, List.of(BTC)).await())
        .getMessage();
  }

  private RestFailure failure(String words) {
    RestFailure failure = assertThrows(RestFailure.class, () -> rest.tradesFrom(BTC, 1, 1).await());
    assertTrue(failure.getMessage().contains(words), failure.getMessage());
    return failure;
  }

  @Test
  void aBanIsWaitedOutBeforeTheNextCallGoesOut() {
    answers.add(
        new Answer(429, "{\"code\":-1003,\"msg\":\"Too many requests.\"}", "Retry-After", "1"));
    long startNanos = System.nanoTime();
    assertTrue(failure("code -1003").throttled());
    will(200, "[]");
    assertEquals(List.of(), rest.tradesFrom(BTC, 1, 1).await());
    assertTrue(System.nanoTime() - startNanos >= 990_000_000L);
    assertEquals(2, asked.size());
  }

  @Test
  void patienceFollowsTheSpeedOfTheMarket() {
    ExchangeSettings settings = ExchangeSettings.local(1);
    Instrument xrp = Instrument.of(Market.USDM, "XRPUSDT");
    assertEquals(5_000, settings.watchdogMs(BTC, 1));
    assertEquals(10_000, settings.watchdogMs(xrp, 1));
    assertEquals(2_000, settings.watchdogMs(BTC, 60));
    assertEquals(50_000, settings.watchdogMs(BTC, 0.1));
  }
}
