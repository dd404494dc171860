package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Spot trading over HTTP and the WebSocket API of a running exchange. */
class SpotCallsTest {
  private static final String ORDER = "/api/v3/order";
  private static SpotRig rig;

  @BeforeAll
  static void start() {
    rig = new SpotRig();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private static BigDecimal free(String asset) {
    return balance(asset, "free");
  }

  private static BigDecimal balance(String asset, String what) {
    JsonArray balances = rig.object("GET", "/api/v3/account", "").getJsonArray("balances");
    return balances.stream()
        .map(JsonObject.class::cast)
        .filter(b -> b.getString("asset").equals(asset))
        .map(b -> new BigDecimal(b.getString(what)))
        .findFirst()
        .orElseThrow();
  }

  private static String limit(String side, String qty, String price) {
    return "symbol=BTCUSDT&side=%s&type=LIMIT&timeInForce=GTC&quantity=%s&price=%s"
        .formatted(side, qty, price);
  }

  @Test
  void aMarketOrderTradesAtTheMarketAndPaysItsFeeInBnb() {
    BigDecimal usdt = free("USDT");
    BigDecimal btc = free("BTC");
    BigDecimal bnb = free("BNB");
    JsonObject placed =
        rig.object("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
    assertEquals("FILLED", placed.getString("status"));
    BigDecimal spent = BigDecimal.ZERO;
    BigDecimal fees = BigDecimal.ZERO;
    for (Object each : placed.getJsonArray("fills")) {
      JsonObject fill = (JsonObject) each;
      BigDecimal qty = new BigDecimal(fill.getString("qty"));
      spent = spent.add(qty.multiply(new BigDecimal(fill.getString("price"))));
      fees = fees.add(new BigDecimal(fill.getString("commission")));
      assertEquals("BNB", fill.getString("commissionAsset"));
    }
    assertEquals(0, spent.compareTo(new BigDecimal(placed.getString("cummulativeQuoteQty"))));
    assertEquals(0, usdt.subtract(spent).compareTo(free("USDT")));
    assertEquals(0, btc.add(new BigDecimal("0.01")).compareTo(free("BTC")));
    assertEquals(0, bnb.subtract(fees).compareTo(free("BNB")));
    JsonArray trades =
        rig.array("GET", "/api/v3/myTrades", "symbol=BTCUSDT&orderId=" + placed.getLong("orderId"));
    assertEquals(placed.getJsonArray("fills").size(), trades.size());
  }

  @Test
  void aLimitOrderCanBeFoundAmendedReplacedAndCancelled() {
    String low = rig.price(-10);
    JsonObject placed =
        rig.object("POST", ORDER, limit("BUY", "0.02", low) + "&newClientOrderId=first");
    assertEquals("NEW", placed.getString("status"));
    assertEquals("first", placed.getString("clientOrderId"));
    assertEquals(
        "400 -2010 Duplicate order sent.",
        rig.refused("POST", ORDER, limit("BUY", "0.02", low) + "&newClientOrderId=first"));
    JsonObject found = rig.object("GET", ORDER, "symbol=BTCUSDT&origClientOrderId=first");
    assertEquals(placed.getLong("orderId"), found.getLong("orderId"));
    assertTrue(balance("USDT", "locked").signum() > 0);
    assertEquals(
        "400 -2039 Client order ID is not correct for this order ID.",
        rig.refused(
            "GET",
            ORDER,
            "symbol=BTCUSDT&origClientOrderId=other&orderId=" + placed.getLong("orderId")));
    JsonObject amended =
        rig.object(
            "PUT",
            "/api/v3/order/amend/keepPriority",
            "symbol=BTCUSDT&origClientOrderId=first&newQty=0.01&newClientOrderId=first");
    assertEquals("0.01000000", amended.getJsonObject("amendedOrder").getString("qty"));
    JsonObject replaced =
        rig.object(
            "POST",
            "/api/v3/order/cancelReplace",
            limit("BUY", "0.01", low)
                + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=first"
                + "&newClientOrderId=second");
    assertEquals("SUCCESS", replaced.getString("newOrderResult"));
    JsonArray open = rig.array("GET", "/api/v3/openOrders", "symbol=BTCUSDT");
    assertEquals(1, open.size());
    JsonObject gone = rig.object("DELETE", ORDER, "symbol=BTCUSDT&origClientOrderId=second");
    assertEquals("CANCELED", gone.getString("status"));
    assertEquals("second", gone.getString("origClientOrderId"));
    assertEquals(
        "400 -2011 Unknown order sent.",
        rig.refused("DELETE", ORDER, "symbol=BTCUSDT&origClientOrderId=second"));
    assertEquals(
        "400 -2013 Order does not exist.", rig.refused("GET", ORDER, "symbol=BTCUSDT&orderId=1"));
    assertEquals(0, balance("USDT", "locked").signum());
  }

  @Test
  void halfASuccessOfCancelReplaceIs409() {
    String low = rig.price(-10);
    rig.ok("POST", ORDER, limit("BUY", "0.02", low) + "&newClientOrderId=half");
    HttpResponse<Buffer> answer =
        rig.send(
            "POST",
            "/api/v3/order/cancelReplace",
            limit("BUY", "8", low)
                + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=half");
    assertEquals(409, answer.statusCode());
    JsonObject body = answer.bodyAsJsonObject();
    assertEquals(-2021, body.getInteger("code"));
    assertEquals("SUCCESS", body.getJsonObject("data").getString("cancelResult"));
    assertEquals("FAILURE", body.getJsonObject("data").getString("newOrderResult"));
    HttpResponse<Buffer> none =
        rig.send(
            "POST",
            "/api/v3/order/cancelReplace",
            limit("BUY", "0.01", low)
                + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=half");
    assertEquals(400, none.statusCode());
    assertEquals(-2022, none.bodyAsJsonObject().getInteger("code"));
    assertEquals(
        "NOT_ATTEMPTED", none.bodyAsJsonObject().getJsonObject("data").getString("newOrderResult"));
  }

  @Test
  void aPairIsPlacedSeenAndCancelledAsOne() {
    String query =
        "symbol=BTCUSDT&side=SELL&quantity=0.01&aboveType=LIMIT_MAKER&abovePrice=%s"
            + "&belowType=STOP_LOSS_LIMIT&belowStopPrice=%s&belowPrice=%s&belowTimeInForce=GTC";
    JsonObject list =
        rig.object(
            "POST",
            "/api/v3/orderList/oco",
            query.formatted(rig.price(10), rig.price(-10), rig.price(-11)));
    assertEquals("OCO", list.getString("contingencyType"));
    assertEquals(2, list.getJsonArray("orderReports").size());
    long id = list.getLong("orderListId");
    assertEquals("0.01000000", balance("BTC", "locked").toPlainString());
    assertEquals(1, rig.array("GET", "/api/v3/openOrderList", "").size());
    JsonObject gone = rig.object("DELETE", "/api/v3/orderList", "symbol=BTCUSDT&orderListId=" + id);
    assertEquals("ALL_DONE", gone.getString("listOrderStatus"));
    assertEquals(2, gone.getJsonArray("orderReports").size());
    assertEquals(0, balance("BTC", "locked").signum());
    assertEquals(
        "ALL_DONE",
        rig.object("GET", "/api/v3/orderList", "orderListId=" + id).getString("listStatusType"));
  }

  @Test
  void wrongOrdersAreRefusedWithTheExchangesCodeAndWords() {
    assertEquals(
        "400 -1013 Filter failure: LOT_SIZE",
        rig.refused("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.000001"));
    assertEquals(
        "400 -1116 Invalid orderType.",
        rig.refused("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=SOON&quantity=1"));
    assertEquals(
        "400 -1121 Invalid symbol.",
        rig.refused("POST", ORDER, "symbol=NOPE&side=BUY&type=MARKET&quantity=1"));
    assertEquals(
        "400 -1104 Not all sent parameters were read; read '6' parameter(s) but was sent '7'.",
        rig.refused("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1&x=1"));
    assertEquals(
        "400 -1102 Mandatory parameter 'belowTimeInForce' was not sent, was empty/null, or"
            + " malformed.",
        rig.refused(
            "POST",
            "/api/v3/orderList/oco",
            "symbol=BTCUSDT&side=SELL&quantity=0.01&aboveType=LIMIT_MAKER&abovePrice=1"
                + "&belowType=STOP_LOSS_LIMIT&belowPrice=1&belowStopPrice=1"));
    assertEquals(
        "{}", rig.object("POST", ORDER + "/test", limit("BUY", "0.01", rig.price(-5))).encode());
  }

  @Test
  void walletCallsThatClientsMakeOnStartAreAnswered() {
    JsonArray coins = rig.array("GET", "/sapi/v1/capital/config/getall", "");
    assertTrue(coins.stream().anyMatch(c -> ((JsonObject) c).getString("coin").equals("USDT")));
    assertEquals(0, rig.array("GET", "/sapi/v1/margin/allPairs", "").size());
    assertEquals(
        "0.00100000",
        rig.object("GET", "/api/v3/account/commission", "symbol=BTCUSDT")
            .getJsonObject("standardCommission")
            .getString("maker"));
    assertFalse(rig.array("GET", "/api/v3/rateLimit/order", "").isEmpty());
    JsonArray filters =
        rig.object("GET", "/api/v3/myFilters", "symbol=BTCUSDT").getJsonArray("symbolFilters");
    assertEquals(
        new JsonObject(rig.client.get("/api/v3/exchangeInfo?symbol=BTCUSDT").bodyAsString())
            .getJsonArray("symbols")
            .getJsonObject(0)
            .getJsonArray("filters"),
        filters);
    JsonObject rights = rig.object("GET", "/sapi/v1/account/apiRestrictions", "");
    assertTrue(rights.getBoolean("enableSpotAndMarginTrading"));
    assertFalse(rights.getBoolean("enableWithdrawals"));
  }

  @Test
  void timesComeInMicrosecondsToThoseWhoAsk() {
    rig.ok("POST", ORDER, "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.001");
    JsonObject trade =
        new JsonArray(rig.sendMicros("/api/v3/myTrades", "symbol=BTCUSDT").body()).getJsonObject(0);
    assertEquals(0, trade.getLong("time") % 1_000);
    assertEquals(16, trade.getLong("time").toString().length());
    assertTrue(trade.getLong("id") < 1_000_000_000_000L, "an id is no time");
  }

  @Test
  void theWebSocketApiTradesAndItsStreamTells() throws InterruptedException {
    SimClient.Line line = rig.client.open("/ws-api/v3");
    line.socket.writeTextMessage(
        rig.frame("s", "userDataStream.subscribe.signature", new JsonObject()).encode());
    assertEquals(200, line.next().getInteger("status"));
    JsonObject params =
        new JsonObject()
            .put("symbol", "BTCUSDT")
            .put("side", "SELL")
            .put("type", "MARKET")
            .put("quantity", "0.01");
    line.socket.writeTextMessage(rig.frame("o", "order.place", params).encode());
    JsonObject answer = line.next();
    assertEquals("FILLED", answer.getJsonObject("result").getString("status"), answer.encode());
    JsonObject first = line.next().getJsonObject("event");
    assertEquals("executionReport", first.getString("e"));
    assertEquals("NEW", first.getString("x"));
    JsonObject second = line.next().getJsonObject("event");
    assertEquals("TRADE", second.getString("x"));
    JsonObject third = line.next().getJsonObject("event");
    assertEquals("outboundAccountPosition", third.getString("e"));
    assertEquals(
        List.of("BNB", "BTC", "USDT"),
        third.getJsonArray("B").stream().map(b -> ((JsonObject) b).getString("a")).toList());
  }

  @Test
  void restingOrdersFillAsTheMarketMoves() {
    JsonObject probe =
        rig.object("POST", ORDER, "symbol=ETHUSDT&side=SELL&type=MARKET&quantity=0.01");
    String near = probe.getJsonArray("fills").getJsonObject(0).getString("price");
    JsonObject placed =
        rig.object(
            "POST",
            ORDER,
            "symbol=ETHUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price="
                + new BigDecimal(near).stripTrailingZeros().toPlainString());
    String query = "symbol=ETHUSDT&orderId=" + placed.getLong("orderId");
    for (int minute = 0; minute < 240; minute++) {
      if (rig.object("GET", ORDER, query).getString("status").equals("FILLED")) {
        return;
      }
      rig.now.addAndGet(60_000);
    }
    throw new AssertionError("a bid at the touch did not fill in four hours");
  }
}
