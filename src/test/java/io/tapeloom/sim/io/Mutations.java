package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Requests that are nearly right: parameters a client would send, bent in seeded ways. */
final class Mutations {
  private static final Map<String, List<String>> VALUES = new LinkedHashMap<>();

  static {
    VALUES.put("symbol", List.of("BTCUSDT", "ETHUSDT", "BTCUSDT", "XRPUSDT", "SOLUSDT"));
    VALUES.put("side", List.of("BUY", "SELL"));
    VALUES.put("type", List.of("LIMIT", "MARKET", "LIMIT", "STOP_MARKET", "STOP_LOSS_LIMIT"));
    VALUES.put("timeInForce", List.of("GTC", "IOC", "FOK", "GTX", "GTD"));
    VALUES.put("quantity", List.of("0.01", "0.1", "1", "0.001", "25"));
    VALUES.put("quoteOrderQty", List.of("100", "5000"));
    VALUES.put("price", List.of("50000", "60000.1", "3000.01", "120000", "0.5"));
    VALUES.put("stopPrice", List.of("55000", "2000"));
    VALUES.put("triggerPrice", List.of("55000", "150000"));
    VALUES.put("positionSide", List.of("BOTH", "LONG", "SHORT"));
    VALUES.put("reduceOnly", List.of("true", "false"));
    VALUES.put("closePosition", List.of("true", "false"));
    VALUES.put("newClientOrderId", List.of("a1", "b-2", "c_3"));
    VALUES.put("newOrderRespType", List.of("ACK", "RESULT", "FULL"));
    VALUES.put("orderId", List.of("1", "2", "5", "9"));
    VALUES.put("origClientOrderId", List.of("a1", "b-2"));
    VALUES.put("algoType", List.of("CONDITIONAL"));
    VALUES.put("algoId", List.of("1", "2"));
    VALUES.put("clientAlgoId", List.of("x1", "x2"));
    VALUES.put("leverage", List.of("5", "20", "125"));
    VALUES.put("marginType", List.of("ISOLATED", "CROSSED"));
    VALUES.put("dualSidePosition", List.of("true", "false"));
    VALUES.put("limit", List.of("5", "100", "1000"));
    VALUES.put("startTime", List.of("1770119000000", "1770120000000"));
    VALUES.put("endTime", List.of("1770120000000", "1770130000000"));
    VALUES.put("fromId", List.of("1", "100"));
    VALUES.put("interval", List.of("1m", "1h"));
    VALUES.put("period", List.of("5m", "1h"));
    VALUES.put("countdownTime", List.of("0", "1000"));
    VALUES.put("batchOrders", List.of("[{\"symbol\":\"BTCUSDT\",\"side\":\"BUY\"}]", "[]"));
    VALUES.put("orderIdList", List.of("[1,2]", "1"));
    VALUES.put("cancelReplaceMode", List.of("STOP_ON_FAILURE", "ALLOW_FAILURE"));
    VALUES.put("cancelOrderId", List.of("1", "3"));
    VALUES.put("aboveType", List.of("LIMIT_MAKER", "STOP_LOSS"));
    VALUES.put("belowType", List.of("STOP_LOSS", "LIMIT_MAKER"));
    VALUES.put("abovePrice", List.of("150000"));
    VALUES.put("belowStopPrice", List.of("30000"));
    VALUES.put("symbols", List.of("[\"BTCUSDT\"]", "[\"BTCUSDT\",\"ETHUSDT\"]"));
    VALUES.put("pair", List.of("BTCUSDT", "ETHUSDT"));
    VALUES.put("contractType", List.of("PERPETUAL", "CURRENT_QUARTER"));
    VALUES.put("windowSize", List.of("1h", "7d"));
    VALUES.put("recvWindow", List.of("5000", "60000"));
  }

  private static final List<String> ORDER =
      List.of("symbol", "side", "type", "quantity", "timeInForce", "price");
  private static final List<String> BENT =
      List.of(
          "",
          "null",
          "NaN",
          "-0",
          "-1",
          "0",
          "1e308",
          "1e-9",
          "0.000000001",
          "9".repeat(40),
          "92233720368.54775808",
          "9223372036854775807",
          "-9223372036854775808",
          "1770120000000000",
          "true",
          "[]",
          "{}",
          "[[[[",
          "' OR 1=1 --",
          "../../etc/passwd",
          "币安USDT",
          "\u0000",
          "x".repeat(5_000),
          "LIMIT",
          "btcusdt",
          "BTCUSDT,ETHUSDT",
          "\"",
          "%",
          "<script>");

  private final SplittableRandom random;

  Mutations(SplittableRandom random) {
    this.random = random;
  }

  /** One set of parameters, up to three of them bent. */
  Map<String, String> params(String path) {
    Map<String, String> params = new LinkedHashMap<>();
    if (path.matches(".*/order|order\\.place") && percent(50)) {
      params.put("symbol", one(List.of("BTCUSDT", "ETHUSDT")));
      params.put("side", one(List.of("BUY", "SELL")));
      params.put("type", "MARKET");
      params.put("quantity", one(List.of("0.1", "0.2")));
      return params;
    }
    if (path.toLowerCase(java.util.Locale.ROOT).contains("order") && random.nextInt(3) > 0) {
      ORDER.forEach(name -> params.put(name, one(VALUES.get(name))));
      if ("MARKET".equals(params.get("type"))) {
        params.remove("timeInForce");
        params.remove("price");
      }
    }
    List<String> names = List.copyOf(VALUES.keySet());
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = random.nextInt(3) == 0 ? "symbol" : one(names);
      params.put(name, one(VALUES.get(name)));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      bend(params);
    }
    return params;
  }

  private void bend(Map<String, String> params) {
    String name =
        params.isEmpty() ? one(List.copyOf(VALUES.keySet())) : one(List.copyOf(params.keySet()));
    switch (random.nextInt(4)) {
      case 0 -> params.remove(name);
      case 1 -> params.put("un" + name, "1");
      default -> params.put(name, one(BENT));
    }
  }

  /** The parameters as a query; now and then with a pair twice, unencoded or cut off. */
  String query(Map<String, String> params) {
    String query =
        params.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return switch (random.nextInt(40)) {
      case 0 -> query + "&" + query;
      case 1 -> query + "&%zz=1";
      case 2 -> query.substring(0, query.length() / 2);
      case 3 -> query + "&&&==&";
      default -> query;
    };
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Whether the n-th of a hundred. */
  boolean percent(int share) {
    return random.nextInt(100) < share;
  }

  /** The path of one market's WebSocket API. */
  static String socket(Market market) {
    return market == Market.SPOT ? "/ws-api/v3" : "/ws-fapi/v1";
  }
}
