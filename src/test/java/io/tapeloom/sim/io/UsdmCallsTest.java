package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Futures trading over HTTP, the WebSocket API and user streams of a running exchange. */
class UsdmCallsTest {
  private static final String ORDER = "/fapi/v1/order";
  private static final String ALGO = "/fapi/v1/algoOrder";
  private SpotRig rig;

  @BeforeEach
  void start() {
    rig = new SpotRig();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private JsonObject position() {
    return rig.array("GET", "/fapi/v2/positionRisk", "symbol=BTCUSDT").getJsonObject(0);
  }

  /** The mark price so many per mille away, on the grid of BTCUSDT. */
  private String price(int perMille) {
    return new BigDecimal(position().getString("markPrice"))
        .multiply(BigDecimal.valueOf(1000 + perMille))
        .movePointLeft(3)
        .setScale(1, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static String market(String side, String quantity) {
    return "symbol=BTCUSDT&side=" + side + "&type=MARKET&quantity=" + quantity;
  }

  private static String limit(String side, String quantity, String price) {
    return "symbol=BTCUSDT&side=%s&type=LIMIT&timeInForce=GTC&quantity=%s&price=%s"
        .formatted(side, quantity, price);
  }

  private BigDecimal wallet() {
    JsonArray assets = rig.object("GET", "/fapi/v3/account", "").getJsonArray("assets");
    return assets.stream()
        .map(JsonObject.class::cast)
        .filter(a -> a.getString("asset").equals("USDT"))
        .map(a -> new BigDecimal(a.getString("walletBalance")))
        .findFirst()
        .orElseThrow();
  }

  private SimClient.Line user() {
    String key = rig.object("POST", "/fapi/v1/listenKey", "").getString("listenKey");
    return rig.client.open("/private/ws?listenKey=" + key);
  }

  @Test
  void aMarketOrderIsToldByItsEventsAndFoundInEveryAnswer() throws InterruptedException {
    SimClient.Line user = user();
    JsonObject placed = rig.object("POST", ORDER, market("BUY", "0.010"));
    assertEquals("NEW", placed.getString("status"), "an acknowledgement");
    assertFalse(placed.containsKey("avgPrice"));
    assertFalse(placed.containsKey("cumQuote"));
    List<JsonObject> events = untilFilled(user);
    assertEquals("NEW", events.getFirst().getJsonObject("o").getString("x"));
    assertEquals("TRADE_LITE", events.get(1).getString("e"));
    JsonObject account = user.next();
    assertEquals("ACCOUNT_UPDATE", account.getString("e"));
    JsonObject found =
        rig.object("GET", ORDER, "symbol=BTCUSDT&orderId=" + placed.getLong("orderId"));
    assertEquals("FILLED", found.getString("status"));
    BigDecimal paid = BigDecimal.ZERO;
    BigDecimal fees = BigDecimal.ZERO;
    for (Object each : rig.array("GET", "/fapi/v1/userTrades", "symbol=BTCUSDT")) {
      JsonObject trade = (JsonObject) each;
      paid = paid.add(new BigDecimal(trade.getString("quoteQty")));
      fees = fees.add(new BigDecimal(trade.getString("commission")));
    }
    assertEquals(0, paid.compareTo(new BigDecimal(found.getString("cumQuote"))));
    assertEquals(0, new BigDecimal("100000").subtract(fees).compareTo(wallet()));
    assertEquals("0.010", position().getString("positionAmt"));
    JsonArray v3 = rig.array("GET", "/fapi/v3/positionRisk", "");
    assertEquals(1, v3.size(), "only what is open");
    JsonArray income = rig.array("GET", "/fapi/v1/income", "incomeType=COMMISSION");
    assertTrue(income.getJsonObject(0).getString("income").startsWith("-"));
  }

  /** Events up to the one that says that the order is filled. */
  private static List<JsonObject> untilFilled(SimClient.Line user) throws InterruptedException {
    List<JsonObject> events = new ArrayList<>();
    while (true) {
      JsonObject event = user.next();
      events.add(event);
      JsonObject order = event.getJsonObject("o");
      boolean update = event.getString("e").equals("ORDER_TRADE_UPDATE");
      if (update && order.getString("X").equals("FILLED")) {
        return events;
      }
    }
  }

  @Test
  void aLimitOrderLivesThroughAmendmentAndCancel() {
    String low = price(-20);
    JsonObject placed =
        rig.object("POST", ORDER, limit("BUY", "0.020", low) + "&newClientOrderId=first");
    assertEquals("NEW", placed.getString("status"));
    assertEquals(
        "400 -4116 ClientOrderId is duplicated.",
        rig.refused("POST", ORDER, limit("BUY", "0.020", low) + "&newClientOrderId=first"));
    String ref = "symbol=BTCUSDT&origClientOrderId=first";
    assertEquals(low, number(rig.object("GET", "/fapi/v1/openOrder", ref).getString("price")));
    JsonObject amended =
        rig.object("PUT", ORDER, ref + "&side=BUY&quantity=0.015&price=" + price(-25));
    assertEquals("0.015", amended.getString("origQty"));
    assertEquals(1, amended.getInteger("modifyId"));
    JsonObject row = rig.array("GET", "/fapi/v1/orderAmendment", ref).getJsonObject(0);
    assertEquals(
        "0.02", row.getJsonObject("amendment").getJsonObject("origQty").getString("before"));
    assertEquals(1, rig.array("GET", "/fapi/v1/openOrders", "").size());
    assertEquals("CANCELED", rig.object("DELETE", ORDER, ref).getString("status"));
    assertEquals("400 -2011 Unknown order sent.", rig.refused("DELETE", ORDER, ref));
    assertEquals("400 -2013 Order does not exist.", rig.refused("GET", "/fapi/v1/openOrder", ref));
    JsonArray all = rig.array("GET", "/fapi/v1/allOrders", "symbol=BTCUSDT");
    assertEquals("CANCELED", all.getJsonObject(0).getString("status"));
    assertEquals(
        "400 -1102 Param 'origClientOrderId' or 'orderId' must be sent,"
            + " but both were empty/null!",
        rig.refused("GET", ORDER, "symbol=BTCUSDT"));
  }

  private static String number(String text) {
    return new BigDecimal(text).setScale(1).toPlainString();
  }

  @Test
  void aBatchAnswersEachOrderByItself() {
    JsonObject good =
        new JsonObject()
            .put("symbol", "BTCUSDT")
            .put("side", "BUY")
            .put("type", "LIMIT")
            .put("timeInForce", "GTC")
            .put("quantity", "0.010")
            .put("price", price(-20));
    JsonObject bad = good.copy().put("type", "STOP_MARKET");
    JsonArray answers = batch("POST", new JsonArray().add(good).add(bad).add(good));
    assertEquals("NEW", answers.getJsonObject(0).getString("status"));
    assertEquals(-4120, answers.getJsonObject(1).getInteger("code"));
    JsonArray many = new JsonArray();
    for (int i = 0; i < 6; i++) {
      many.add(good);
    }
    assertEquals(
        "400 -4082 Invalid number of batch place orders.",
        rig.refused("POST", "/fapi/v1/batchOrders", "batchOrders=" + encoded(many)));
    long first = answers.getJsonObject(0).getLong("orderId");
    JsonArray cancelled =
        rig.array(
            "DELETE",
            "/fapi/v1/batchOrders",
            "symbol=BTCUSDT&orderIdList=" + encoded(new JsonArray().add(first).add(7)));
    assertEquals("CANCELED", cancelled.getJsonObject(0).getString("status"));
    assertEquals(-2011, cancelled.getJsonObject(1).getInteger("code"));
    rig.object("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT");
    assertEquals(0, rig.array("GET", "/fapi/v1/openOrders", "symbol=BTCUSDT").size());
  }

  private JsonArray batch(String method, JsonArray orders) {
    return rig.array(method, "/fapi/v1/batchOrders", "batchOrders=" + encoded(orders));
  }

  private static String encoded(JsonArray array) {
    return URLEncoder.encode(array.encode(), StandardCharsets.UTF_8);
  }

  @Test
  void aConditionalOrderIsPlacedFoundTriggeredAndCancelled() throws InterruptedException {
    SimClient.Line user = user();
    String stop = "algoType=CONDITIONAL&symbol=BTCUSDT&side=BUY&type=STOP_MARKET&quantity=0.010";
    JsonObject placed =
        rig.object("POST", ALGO, stop + "&clientAlgoId=up&triggerPrice=" + price(10));
    assertEquals("NEW", placed.getString("algoStatus"));
    assertEquals("ALGO_UPDATE", user.next().getString("e"));
    assertEquals(
        "400 -2021 Order would immediately trigger.",
        rig.refused("POST", ALGO, stop + "&triggerPrice=" + price(-10)));
    assertEquals(1, rig.array("GET", "/fapi/v1/openAlgoOrders", "").size());
    JsonObject cancelled = rig.object("DELETE", ALGO, "clientAlgoId=up");
    assertEquals("200", cancelled.getString("code"));
    assertEquals("CANCELED", user.next().getJsonObject("o").getString("X"));
    String touch = rig.object("GET", ALGO, "clientAlgoId=up").getString("algoStatus");
    assertEquals("CANCELED", touch);
    JsonObject near =
        rig.object("POST", ALGO, stop + "&workingType=CONTRACT_PRICE&triggerPrice=" + price(1));
    for (int minutes = 0; minutes < 600; minutes++) {
      rig.now.addAndGet(60_000);
      JsonObject algo = rig.object("GET", ALGO, "algoId=" + near.getLong("algoId"));
      if (algo.getString("algoStatus").equals("FINISHED")) {
        String order = "symbol=BTCUSDT&orderId=" + algo.getString("actualOrderId");
        assertEquals("FILLED", rig.object("GET", ORDER, order).getString("status"));
        assertEquals("STOP_MARKET", rig.object("GET", ORDER, order).getString("origType"));
        return;
      }
    }
    throw new AssertionError("ten hours without a move of a tenth of a per cent");
  }

  @Test
  void settingsAreChangedAndRefusedInTheExchangesWords() {
    JsonObject leverage = rig.object("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=21");
    assertEquals(21, leverage.getInteger("leverage"));
    assertEquals("21", position().getString("leverage"));
    assertEquals(
        "400 -4046 No need to change margin type.",
        rig.refused("POST", "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=CROSSED"));
    rig.object("POST", "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=ISOLATED");
    assertEquals("isolated", position().getString("marginType"));
    String dual = "/fapi/v1/positionSide/dual";
    rig.object("POST", dual, "dualSidePosition=true");
    assertTrue(rig.object("GET", dual, "").getBoolean("dualSidePosition"));
    assertEquals(
        "400 -4059 No need to change position side.",
        rig.refused("POST", dual, "dualSidePosition=true"));
    assertEquals(
        "400 -4061 Order's position side does not match user's setting.",
        rig.refused("POST", ORDER, market("BUY", "0.010")));
    rig.object("POST", ORDER, market("BUY", "0.010") + "&positionSide=LONG");
    rig.object(
        "POST", "/fapi/v1/positionMargin", "symbol=BTCUSDT&positionSide=LONG&amount=5&type=1");
    JsonArray margins = rig.array("GET", "/fapi/v1/positionMargin/history", "symbol=BTCUSDT");
    assertEquals("5.00000000", margins.getJsonObject(0).getString("amount"));
    assertEquals(
        "400 -4068 Position side cannot be changed if there exists position.",
        rig.refused("POST", dual, "dualSidePosition=false"));
    rig.object("POST", "/fapi/v1/feeBurn", "feeBurn=true");
    assertTrue(rig.object("GET", "/fapi/v1/feeBurn", "").getBoolean("feeBurn"));
    assertFalse(
        rig.object("GET", "/fapi/v1/multiAssetsMargin", "").getBoolean("multiAssetsMargin"));
    JsonObject config =
        rig.array("GET", "/fapi/v1/symbolConfig", "symbol=BTCUSDT").getJsonObject(0);
    assertEquals("ISOLATED", config.getString("marginType"));
    JsonArray brackets = rig.array("GET", "/fapi/v1/leverageBracket", "");
    assertEquals(4, brackets.size());
    assertNotEquals(0, brackets.getJsonObject(0).getJsonArray("brackets").size());
  }

  @Test
  void theSocketApiTradesWithTheSameDesk() throws InterruptedException {
    SimClient.Line line = rig.client.open("/ws-fapi/v1");
    JsonObject order =
        new JsonObject()
            .put("symbol", "BTCUSDT")
            .put("side", "BUY")
            .put("type", "LIMIT")
            .put("timeInForce", "GTC")
            .put("quantity", "0.010")
            .put("price", price(-20));
    JsonObject placed = ask(line, "order.place", order);
    assertEquals("NEW", placed.getString("status"));
    JsonObject ref =
        new JsonObject().put("symbol", "BTCUSDT").put("orderId", placed.getLong("orderId"));
    JsonObject wider =
        ref.copy().put("side", "BUY").put("quantity", "0.020").put("price", price(-21));
    assertEquals("0.020", ask(line, "order.modify", wider).getString("origQty"));
    assertEquals("NEW", ask(line, "order.status", ref.copy()).getString("status"));
    assertEquals("CANCELED", ask(line, "order.cancel", ref.copy()).getString("status"));
    assertEquals(
        "100000.00000000",
        ask(line, "account.status", new JsonObject()).getString("totalWalletBalance"));
    assertEquals(
        "100000.00000000",
        ask(line, "v2/account.status", new JsonObject()).getString("totalWalletBalance"));
    JsonObject algo =
        new JsonObject()
            .put("algoType", "CONDITIONAL")
            .put("symbol", "BTCUSDT")
            .put("side", "SELL")
            .put("type", "STOP_MARKET")
            .put("quantity", "0.010")
            .put("triggerPrice", price(-30));
    JsonObject waits = ask(line, "algoOrder.place", algo);
    JsonObject gone =
        ask(line, "algoOrder.cancel", new JsonObject().put("algoId", waits.getLong("algoId")));
    assertEquals("success", gone.getString("msg"));
  }

  private JsonObject ask(SimClient.Line line, String method, JsonObject params)
      throws InterruptedException {
    JsonObject answer = line.ask(rig.frame("1", method, params));
    assertEquals(200, answer.getInteger("status"), method + ": " + answer.encode());
    return answer.getJsonObject("result");
  }

  @Test
  void theCountdownCancelsUnlessItIsToldAgain() {
    rig.object("POST", ORDER, limit("BUY", "0.010", price(-20)));
    String countdown = "/fapi/v1/countdownCancelAll";
    assertEquals(
        "5000",
        rig.object("POST", countdown, "symbol=BTCUSDT&countdownTime=5000")
            .getString("countdownTime"));
    rig.now.addAndGet(4_999);
    assertEquals(1, rig.array("GET", "/fapi/v1/openOrders", "symbol=BTCUSDT").size());
    rig.now.addAndGet(1);
    assertEquals(0, rig.array("GET", "/fapi/v1/openOrders", "symbol=BTCUSDT").size());
  }
}
