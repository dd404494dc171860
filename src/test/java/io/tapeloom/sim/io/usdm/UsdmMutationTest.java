package io.tapeloom.sim.io.usdm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.sim.Refused;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand spoiled requests: each is answered with JSON or refused, and nothing else breaks.
 */
class UsdmMutationTest {
  private static final int REQUESTS = 10_000;

  private static final List<String> SPOILED =
      List.of(
          "",
          "0",
          "-1",
          "1e9",
          "0.00000001",
          "99999999999999999999",
          "92233720368.54775807",
          "9223372036854775807",
          "NaN",
          "null",
          "true",
          "[]",
          "{}",
          "[1,2",
          "\u0000",
          "ü",
          "BTCUSDT",
          "BUY",
          "LIMIT",
          "GTC",
          "9007199254740993",
          "0.1",
          "1",
          "-0",
          "  ",
          "'",
          "\"");

  private static final String[] CALLS = {
    "POST /fapi/v1/order symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=P",
    "POST /fapi/v1/order symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01&reduceOnly=false",
    "POST /fapi/v1/order/test symbol=ETHUSDT&side=SELL&type=MARKET&quantity=0.1",
    "POST /fapi/v1/order symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTD&quantity=0.01&price=P"
        + "&goodTillDate=1893456000000&selfTradePreventionMode=NONE&newClientOrderId=x",
    "POST /fapi/v1/order symbol=XRPUSDT&side=BUY&type=LIMIT&timeInForce=GTX&quantity=100"
        + "&priceMatch=QUEUE_5",
    "PUT /fapi/v1/order symbol=BTCUSDT&side=BUY&orderId=#&quantity=0.02&price=P",
    "DELETE /fapi/v1/order symbol=BTCUSDT&origClientOrderId=x",
    "GET /fapi/v1/order symbol=BTCUSDT&orderId=#",
    "POST /fapi/v1/batchOrders batchOrders=[{\"symbol\":\"BTCUSDT\"},7]",
    "DELETE /fapi/v1/batchOrders symbol=BTCUSDT&orderIdList=[1,2]",
    "GET /fapi/v1/allOrders symbol=BTCUSDT&orderId=1&startTime=1&endTime=2&limit=10",
    "GET /fapi/v1/userTrades symbol=BTCUSDT&fromId=1&limit=10",
    "GET /fapi/v1/income symbol=BTCUSDT&incomeType=COMMISSION&startTime=1&page=2&limit=10",
    "GET /fapi/v1/forceOrders symbol=BTCUSDT&autoCloseType=ADL&limit=10",
    "GET /fapi/v1/orderAmendment symbol=BTCUSDT&orderId=1&limit=10",
    "POST /fapi/v1/countdownCancelAll symbol=BTCUSDT&countdownTime=60000",
    "POST /fapi/v1/leverage symbol=BTCUSDT&leverage=10",
    "POST /fapi/v1/marginType symbol=SOLUSDT&marginType=ISOLATED",
    "POST /fapi/v1/positionMargin symbol=BTCUSDT&amount=1&type=1&positionSide=BOTH",
    "POST /fapi/v1/positionSide/dual dualSidePosition=true",
    "POST /fapi/v1/multiAssetsMargin multiAssetsMargin=true",
    "POST /fapi/v1/feeBurn feeBurn=true",
    "POST /fapi/v1/algoOrder algoType=CONDITIONAL&symbol=BTCUSDT&side=BUY&type=STOP_MARKET"
        + "&quantity=0.01&triggerPrice=P&workingType=MARK_PRICE&closePosition=false",
    "POST /fapi/v1/algoOrder algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&quantity=0.01"
        + "&type=TRAILING_STOP_MARKET&callbackRate=1&activatePrice=P",
    "DELETE /fapi/v1/algoOrder algoId=@",
    "GET /fapi/v1/allAlgoOrders symbol=BTCUSDT&startTime=1&limit=10",
    "GET /fapi/v2/positionRisk symbol=BTCUSDT",
    "GET /fapi/v1/leverageBracket symbol=BTCUSDT",
    "GET /fapi/v1/apiTradingStatus symbol=BTCUSDT",
    "GET /fapi/v3/account x=1"
  };

  private final SplittableRandom random = new SplittableRandom(77);
  private int refusals;

  @Test
  void everySpoiledRequestIsAnsweredOrRefused() {
    System.out.println("seed 77");
    Bench bench = new Bench();
    for (int i = 0; i < REQUESTS; i++) {
      String[] call = CALLS[random.nextInt(CALLS.length)].split(" ", 3);
      String query = spoil(filled(bench, call[2]));
      bench.nowMs += random.nextInt(20);
      answered(bench, call, query);
    }
    assertTrue(refusals > REQUESTS / 4 && refusals < REQUESTS, refusals + " refusals");
    intact(bench);
  }

  /** Prices around the market, and the newest orders of either kind. */
  private String filled(Bench bench, String query) {
    return query
        .replace("=P", "=" + bench.price(random.nextInt(41) - 20))
        .replace("=#", "=" + newest(bench, "ORDER_TRADE_UPDATE", "i"))
        .replace("=@", "=" + newest(bench, "ALGO_UPDATE", "aid"));
  }

  private static long newest(Bench bench, String type, String id) {
    for (JsonObject event : bench.events.reversed()) {
      if (event.getString("e").equals(type)) {
        return event.getJsonObject("o").getLong(id);
      }
    }
    return 1;
  }

  private void answered(Bench bench, String[] call, String query) {
    try {
      Json.decodeValue(bench.call(call[0], call[1], query));
    } catch (Refused refused) {
      refusals++;
      assertTrue(refused.code() <= -1000 && !refused.text().isBlank(), refused.text());
    } catch (RuntimeException e) {
      throw new AssertionError(call[0] + " " + call[1] + "?" + query, e);
    }
  }

  /** Up to three parameters are spoiled, left out or sent in addition. */
  private String spoil(String query) {
    List<String> pairs = new ArrayList<>(List.of(query.split("&")));
    for (int i = random.nextInt(4); i > 0 && !pairs.isEmpty(); i--) {
      int at = random.nextInt(pairs.size());
      String name = pairs.get(at).substring(0, pairs.get(at).indexOf('='));
      switch (random.nextInt(4)) {
        case 0 -> pairs.remove(at);
        case 1 -> pairs.add("reduceOnly=" + one());
        default -> pairs.set(at, name + "=" + one());
      }
    }
    return String.join("&", pairs);
  }

  private String one() {
    return SPOILED.get(random.nextInt(SPOILED.size()));
  }

  /** Afterwards an order still trades, and wallet and income agree. */
  private static void intact(Bench bench) {
    bench.call("DELETE", "/fapi/v1/allOpenOrders", "symbol=ETHUSDT");
    boolean dual =
        new JsonObject(bench.call("GET", "/fapi/v1/positionSide/dual", ""))
            .getBoolean("dualSidePosition");
    JsonObject placed =
        new JsonObject(
            bench.call(
                "POST",
                "/fapi/v1/order",
                "symbol=ETHUSDT&side=BUY&type=MARKET&quantity=0.1&newOrderRespType=RESULT"
                    + (dual ? "&positionSide=LONG" : "")));
    assertEquals("FILLED", placed.getString("status"));
  }
}
