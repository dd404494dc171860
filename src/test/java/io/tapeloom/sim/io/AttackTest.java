package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Market;
import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.tapeloom.sim.io.market.PublicSide;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand bent requests through both doors: each gets a clear answer, none a stack trace, and
 * the desks' books still add up afterwards.
 */
class AttackTest {
  private static final long NOW = 1_770_120_000_000L;
  private static final long SEED = 20_261_121L;
  private static final int REQUESTS = 8_000;
  private static final int FRAMES = 2_000;
  private static final Pattern LEAK =
      Pattern.compile("Exception|\\tat |io\\.tapeloom|io\\.vertx|java\\.");

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong now = new AtomicLong(NOW);
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Mutations mutations = new Mutations(random.split());
  private final Map<Integer, Integer> codes = new TreeMap<>();
  private SimVerticle sim;
  private WebClient web;
  private Parts parts;

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private void start() {
    sim =
        new SimVerticle(
            SimSettings.onPort(0).unlimited(),
            MarketClock.showing(now::get),
            SimMarket.ofSeed(7),
            this::parts);
    vertx.deployVerticle(sim).await();
    web = WebClient.create(vertx);
  }

  private Parts parts(Floor floor) {
    Parts made = Parts.of(floor);
    parts = made.with(new PublicSide(floor, made::book).calls());
    return made;
  }

  @Test
  void tenThousandBentRequestsAreAnsweredAndTheBooksAddUp() throws InterruptedException {
    start();
    List<Endpoint> endpoints =
        parts.all().stream().flatMap(part -> part.endpoints().stream()).toList();
    for (int i = 0; i < REQUESTS; i++) {
      now.addAndGet(random.nextInt(6));
      rest(mutations.one(endpoints));
    }
    for (Market market : Market.values()) {
      frames(market);
    }
    assertTrue(codes.getOrDefault(200, 0) > 500, "some must succeed: " + codes);
    assertTrue(codes.size() > 15, "many kinds of refusal: " + codes);
    spotAddsUp();
    usdmAddsUp();
  }

  private void rest(Endpoint endpoint) {
    String query = mutations.query(mutations.params(endpoint.path()));
    boolean body = !endpoint.method().equals("GET") && mutations.percent(40);
    String sent = endpoint.security() == Security.SIGNED ? signed(query) : query;
    String path = endpoint.path() + (body || sent.isEmpty() ? "" : "?" + sent);
    HttpRequest<Buffer> request =
        web.request(HttpMethod.valueOf(endpoint.method()), sim.port(), "127.0.0.1", path);
    if (!mutations.percent(3)) {
      request.putHeader("X-MBX-APIKEY", mutations.percent(3) ? "bad" : sim.endpoints().key());
    }
    HttpResponse<Buffer> answer =
        (body ? request.sendBuffer(Buffer.buffer(sent)) : request.send()).await();
    String text = answer.bodyAsString();
    String what = endpoint.method() + " " + path + " (seed " + SEED + "): " + text;
    judge(answer.statusCode(), text == null ? "" : text, what);
  }

  private String signed(String query) {
    if (mutations.percent(3)) {
      return query;
    }
    String full = query + (query.isEmpty() ? "" : "&") + "timestamp=" + now.get();
    String signature = GateRig.hmac(sim.endpoints().secret(), full);
    return full + "&signature=" + (mutations.percent(3) ? "00" : signature);
  }

  private void judge(int status, String text, String what) {
    assertTrue(status == 200 || status >= 400 && status < 500, status + " " + what);
    assertFalse(LEAK.matcher(text).find(), what);
    if (status == 200) {
      codes.merge(200, 1, Integer::sum);
      assertTrue(text.startsWith("{") || text.startsWith("["), what);
    } else {
      assertTrue(text.startsWith("{"), status + " " + what);
      JsonObject refusal = new JsonObject(text);
      assertTrue(refusal.getInteger("code") < 0 && !refusal.getString("msg").isEmpty(), what);
      codes.merge(refusal.getInteger("code"), 1, Integer::sum);
    }
  }

  private void frames(Market market) throws InterruptedException {
    List<Method> methods =
        parts.all().stream()
            .flatMap(part -> part.methods().stream())
            .filter(method -> method.market() == market)
            .toList();
    SimClient client = new SimClient(vertx, sim.port());
    SimClient.Line line = client.open(Mutations.socket(market) + "?returnRateLimits=false");
    for (int i = 0; i < FRAMES / 2; i++) {
      now.addAndGet(random.nextInt(6));
      String frame = frame(mutations.one(methods), i);
      line.socket.writeTextMessage(frame);
      JsonObject answer = line.next();
      while (!answer.containsKey("status")) {
        answer = line.next();
      }
      boolean fine = answer.getInteger("status") == 200;
      Object said = answer.getValue(fine ? "result" : "error");
      judge(
          answer.getInteger("status"), said instanceof JsonArray a ? a.encode() : "" + said, frame);
    }
    assertTrue(line.ends.isEmpty());
    line.socket.close().await();
    for (int i = 0; i < 3_000 && client.connections() > 0; i++) {
      Thread.sleep(10);
    }
    assertEquals(0, client.connections());
  }

  private String frame(Method method, int id) {
    if (mutations.percent(5)) {
      return mutations.one(List.of("{", "[]", "\"\"", "{\"id\":[]}", "[".repeat(3_000), "\u0001"));
    }
    JsonObject params = new JsonObject();
    mutations.params(method.name()).forEach(params::put);
    if (method.security() != Security.NONE && !mutations.percent(3)) {
      params.put("apiKey", sim.endpoints().key()).put("timestamp", now.get());
      String text =
          new TreeMap<>(params.getMap())
              .entrySet().stream()
                  .map(e -> e.getKey() + "=" + e.getValue())
                  .collect(Collectors.joining("&"));
      params.put("signature", GateRig.hmac(sim.endpoints().secret(), text));
    }
    return new JsonObject()
        .put("id", id)
        .put("method", method.name())
        .put("params", params)
        .encode();
  }

  private HttpResponse<Buffer> ask(String method, String path, String query) {
    String full = query + (query.isEmpty() ? "" : "&") + "timestamp=" + now.get();
    String signature = GateRig.hmac(sim.endpoints().secret(), full);
    String uri = path + "?" + full + "&signature=" + signature;
    return web.request(HttpMethod.valueOf(method), sim.port(), "127.0.0.1", uri)
        .putHeader("X-MBX-APIKEY", sim.endpoints().key())
        .send()
        .await();
  }

  /** Cash is what there was, plus what was bought, less what was sold and paid in fees. */
  private void spotAddsUp() {
    Map<String, BigDecimal> expected = new TreeMap<>();
    expected.put("USDT", new BigDecimal("100000"));
    expected.put("BTC", new BigDecimal("2"));
    expected.put("ETH", new BigDecimal("20"));
    expected.put("BNB", new BigDecimal("50"));
    int trades = 0;
    for (String symbol : List.of("BTCUSDT", "ETHUSDT", "XRPUSDT", "SOLUSDT", "BNBUSDT")) {
      ask("DELETE", "/api/v3/openOrders", "symbol=" + symbol);
      trades += fold(symbol, expected);
    }
    assertTrue(trades > 10, "the attack must have traded on spot: " + trades);
    JsonArray balances =
        ask("GET", "/api/v3/account", "omitZeroBalances=false")
            .bodyAsJsonObject()
            .getJsonArray("balances");
    for (Object one : balances) {
      JsonObject balance = (JsonObject) one;
      String asset = balance.getString("asset");
      BigDecimal free = new BigDecimal(balance.getString("free"));
      assertEquals(
          0, expected.getOrDefault(asset, BigDecimal.ZERO).compareTo(free), asset + " " + balance);
      assertEquals(0, new BigDecimal(balance.getString("locked")).signum(), balance.encode());
    }
  }

  private int fold(String symbol, Map<String, BigDecimal> balances) {
    String base = symbol.substring(0, symbol.length() - 4);
    int count = 0;
    long from = 0;
    JsonArray page;
    do {
      String query = "symbol=" + symbol + "&limit=1000&fromId=" + from;
      page = ask("GET", "/api/v3/myTrades", query).bodyAsJsonArray();
      for (Object one : page) {
        JsonObject trade = (JsonObject) one;
        int sign = trade.getBoolean("isBuyer") ? 1 : -1;
        add(balances, base, trade.getString("qty"), sign);
        add(balances, "USDT", trade.getString("quoteQty"), -sign);
        add(balances, trade.getString("commissionAsset"), trade.getString("commission"), -1);
        from = trade.getLong("id") + 1;
        count++;
      }
    } while (page.size() == 1000);
    return count;
  }

  private static void add(Map<String, BigDecimal> to, String asset, String amount, int sign) {
    BigDecimal change = new BigDecimal(amount).multiply(BigDecimal.valueOf(sign));
    to.merge(asset, change, BigDecimal::add);
  }

  /** The wallet is the sum of its lines of income, the opening transfer among them. */
  private void usdmAddsUp() {
    Map<String, BigDecimal> expected = new TreeMap<>();
    JsonArray income = ask("GET", "/fapi/v1/income", "limit=1000").bodyAsJsonArray();
    assertTrue(income.size() > 5 && income.size() < 1000, "income rows " + income.size());
    for (Object one : income) {
      JsonObject row = (JsonObject) one;
      add(expected, row.getString("asset"), row.getString("income"), 1);
    }
    JsonArray balances = ask("GET", "/fapi/v2/balance", "").bodyAsJsonArray();
    for (Object one : balances) {
      JsonObject balance = (JsonObject) one;
      BigDecimal wallet = new BigDecimal(balance.getString("balance"));
      BigDecimal due = expected.getOrDefault(balance.getString("asset"), BigDecimal.ZERO);
      assertEquals(0, due.compareTo(wallet), balance + " expected " + due);
    }
  }
}
