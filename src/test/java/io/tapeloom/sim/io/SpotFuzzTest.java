package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.SimMarket;
import io.tapeloom.sim.io.spot.SpotPart;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Calls of every private kind with parameters left out, doubled in meaning, too long, too large, or
 * nonsense: each is answered or refused in the exchange's words, and the account stays in order.
 */
class SpotFuzzTest {
  private static final int CALLS = 10_000;
  private static final long SEED = 20_261_121;
  private static final String[] NAMES = {
    "symbol",
    "side",
    "type",
    "timeInForce",
    "quantity",
    "quoteOrderQty",
    "price",
    "stopPrice",
    "icebergQty",
    "trailingDelta",
    "newClientOrderId",
    "newOrderRespType",
    "orderId",
    "origClientOrderId",
    "selfTradePreventionMode",
    "strategyId",
    "strategyType",
    "startTime",
    "endTime",
    "fromId",
    "limit",
    "cancelReplaceMode",
    "cancelOrderId",
    "cancelRestrictions",
    "newQty",
    "aboveType",
    "abovePrice",
    "aboveStopPrice",
    "belowType",
    "belowPrice",
    "belowStopPrice",
    "belowTimeInForce",
    "workingType",
    "workingSide",
    "workingPrice",
    "workingQuantity",
    "workingTimeInForce",
    "pendingType",
    "pendingSide",
    "pendingQuantity",
    "pendingPrice",
    "pendingTimeInForce",
    "listClientOrderId",
    "orderListId",
    "preventedMatchId",
    "omitZeroBalances",
    "computeCommissionRates",
    "asset",
    "spotBNBBurn"
  };
  private static final String[] NONSENSE = {
    "",
    "0",
    "-1",
    "-0",
    "NaN",
    "1e400",
    "1e5",
    "92233720368",
    "0.000000001",
    "99999999999999999999",
    "9223372036854775807",
    "null",
    "true",
    "[]",
    "{}",
    "\u4e2d\u6587",
    "%00",
    "'; DROP",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOP",
    "1.5.5",
    ".5",
    "5.",
    " 1",
    "\n"
  };

  private final SplittableRandom random = new SplittableRandom(SEED);

  private final Map<String, String[]> sane = new TreeMap<>();

  private void sane(String name, String... values) {
    sane.put(name, values);
  }

  private void prepare(BigDecimal last) {
    String near = last.toPlainString();
    String low =
        last.multiply(new BigDecimal("0.98")).setScale(2, RoundingMode.DOWN).toPlainString();
    String high =
        last.multiply(new BigDecimal("1.02")).setScale(2, RoundingMode.DOWN).toPlainString();
    sane("symbol", "BTCUSDT", "BTCUSDT", "ETHUSDT", "NOPE");
    sane("side", "BUY", "SELL");
    sane("type", "LIMIT", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "LIMIT_MAKER");
    sane("timeInForce", "GTC", "IOC", "FOK");
    sane("quantity", "0.001", "0.01", "0.1", "9000", "0.00001");
    sane("quoteOrderQty", "10", "100.123", "90000000000");
    sane("newOrderRespType", "ACK", "RESULT", "FULL");
    sane("selfTradePreventionMode", "NONE", "EXPIRE_TAKER", "EXPIRE_MAKER", "DECREMENT");
    sane("cancelReplaceMode", "STOP_ON_FAILURE", "ALLOW_FAILURE");
    sane("trailingDelta", "10", "100", "5000");
    sane("newQty", "0.001", "0.005");
    sane("limit", "1", "1000", "1001");
    for (String name : NAMES) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.endsWith("price")) {
        sane(name, near, low, high);
      } else if (lower.endsWith("type") && !sane.containsKey(name)) {
        sane(name, "LIMIT_MAKER", "STOP_LOSS", "LIMIT", "TAKE_PROFIT_LIMIT", "MARKET");
      } else if (lower.endsWith("quantity") && !sane.containsKey(name)) {
        sane(name, "0.01", "0.02");
      } else if (lower.endsWith("timeinforce") && !sane.containsKey(name)) {
        sane(name, "GTC");
      } else if (lower.endsWith("side") && !sane.containsKey(name)) {
        sane(name, "BUY", "SELL");
      }
    }
  }

  private Map<String, String> params() {
    Map<String, String> values = new LinkedHashMap<>();
    String[][] usual = {
      {"symbol", "side", "type", "timeInForce", "quantity", "price"},
      {"symbol", "side", "type", "quantity"},
      {"symbol", "side", "type", "quantity", "stopPrice"},
      {"symbol", "side", "quantity", "aboveType", "abovePrice", "belowType", "belowStopPrice"},
      {
        "symbol",
        "workingType",
        "workingSide",
        "workingPrice",
        "workingQuantity",
        "workingTimeInForce",
        "pendingType",
        "pendingSide",
        "pendingQuantity"
      },
      {"symbol", "orderId"},
      {"symbol"},
      {}
    };
    for (String name : usual[random.nextInt(usual.length)]) {
      values.put(name, value(name));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      String name = NAMES[random.nextInt(NAMES.length)];
      values.put(name, value(name));
    }
    if (!values.isEmpty() && random.nextInt(6) == 0) {
      values.remove(List.copyOf(values.keySet()).get(random.nextInt(values.size())));
    }
    return values;
  }

  private String value(String name) {
    String[] of = sane.get(name);
    return of != null && random.nextInt(12) > 0
        ? of[random.nextInt(of.length)]
        : NONSENSE[random.nextInt(NONSENSE.length)];
  }

  @Test
  void nothingThatIsSentBreaksTheDesk() {
    Vertx vertx = Vertx.vertx();
    try {
      SimMarket market = SimMarket.ofSeed(7);
      long now = GateRig.NOW;
      SimTime time = new SimTime(MarketClock.showing(() -> GateRig.NOW), market);
      SpotPart part = new SpotPart(new Floor(vertx, SimSettings.onPort(0), market, time));
      part.advance(now);
      part.openAccount(
          1, new TreeMap<>(Map.of("USDT", 10_000_000_000_000L, "BTC", 200_000_000L)), now);
      play(part.endpoints(), part, now);
    } finally {
      vertx.close().await();
    }
  }

  private void play(List<Endpoint> endpoints, SpotPart part, long startMs) {
    Endpoint order = find(endpoints, "POST", "/api/v3/order");
    Map<String, String> probe = new LinkedHashMap<>();
    probe.put("symbol", "BTCUSDT");
    probe.put("side", "SELL");
    probe.put("type", "MARKET");
    probe.put("quantity", "0.001");
    JsonObject sold = new JsonObject(order.handler().answer(call(probe, startMs)));
    prepare(new BigDecimal(sold.getJsonArray("fills").getJsonObject(0).getString("price")));
    List<Endpoint> changing = endpoints.stream().filter(e -> !e.method().equals("GET")).toList();
    long now = startMs;
    int answered = 0;
    for (int i = 0; i < CALLS; i++) {
      now += random.nextInt(20);
      List<Endpoint> from = random.nextInt(3) == 0 ? endpoints : changing;
      Endpoint endpoint = from.get(random.nextInt(from.size()));
      Map<String, String> params = params();
      answered += one(endpoint, params, now) ? 1 : 0;
    }
    assertEquals(true, answered > CALLS / 20, "seed " + SEED + ": only " + answered + " answered");
    inOrder(endpoints, now);
  }

  private static boolean one(Endpoint endpoint, Map<String, String> params, long now) {
    try {
      Params read = new Params(params);
      endpoint.weight().applyAsInt(read);
      Json.decodeValue(endpoint.handler().answer(call(params, now)));
      return true;
    } catch (Refused | PartFailure expected) {
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError(endpoint.method() + " " + endpoint.path() + " " + params, e);
    }
  }

  private static Call call(Map<String, String> params, long now) {
    return new Call(new Params(params), 1, "k", now, false);
  }

  private static Endpoint find(List<Endpoint> endpoints, String method, String path) {
    return endpoints.stream()
        .filter(e -> e.method().equals(method) && e.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  /** When everything is cancelled nothing is bound, and nobody is below nothing. */
  private static void inOrder(List<Endpoint> endpoints, long now) {
    for (String symbol : new String[] {"BTCUSDT", "ETHUSDT"}) {
      Map<String, String> params = new LinkedHashMap<>(Map.of("symbol", symbol));
      one(find(endpoints, "DELETE", "/api/v3/openOrders"), params, now);
    }
    String account =
        find(endpoints, "GET", "/api/v3/account").handler().answer(call(Map.of(), now));
    JsonArray balances = new JsonObject(account).getJsonArray("balances");
    List<String> wrong = new ArrayList<>();
    for (Object each : balances) {
      JsonObject balance = (JsonObject) each;
      boolean bound = new BigDecimal(balance.getString("locked")).signum() != 0;
      boolean below = new BigDecimal(balance.getString("free")).signum() < 0;
      if (bound || below) {
        wrong.add(balance.encode());
      }
    }
    assertEquals(List.of(), wrong);
  }
}
