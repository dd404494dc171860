package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapeloom.SharedFiles;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every private answer and event of spot looks like the exchange's own example of it. */
class SpotShapesTest {
  /** Smart order routing and pegged orders do not exist here. */
  private static final Set<String> NEVER =
      Set.of(
          "usedSor",
          "workingFloor",
          "pegPriceType",
          "pegOffsetType",
          "pegOffsetValue",
          "peggedPrice");

  private static SpotRig rig;

  @BeforeAll
  static void start() {
    rig = new SpotRig();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private static Object official(String name) {
    return example("official-examples/spot/rest-api/" + name).getValue("payload");
  }

  private static JsonObject example(String name) {
    try {
      return new JsonObject(
          Files.readString(SharedFiles.require("data/binance/" + name + ".json")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void same(Object ours, List<Object> examples, String... conditional) {
    Set<String> all = new TreeSet<>(NEVER);
    all.addAll(Arrays.asList(conditional));
    Map<String, String> official = Shapes.of(examples.toArray());
    assertEquals(List.of(), Shapes.differences(official, Shapes.of(ours), all));
  }

  private static String limit(String side, String price, String more) {
    return "symbol=BTCUSDT&side="
        + side
        + "&type=LIMIT&timeInForce=GTC&quantity=0.01&price="
        + price
        + more;
  }

  /** An order that has every member an order can have but those of stops. */
  private static JsonObject rich(String name) {
    return rig.object(
        "POST",
        "/api/v3/order",
        limit("BUY", rig.price(-8), "&strategyId=1&strategyType=1000000&icebergQty=0.005")
            + "&newOrderRespType=FULL&newClientOrderId="
            + name);
  }

  private static final String[] SELDOM = {
    "stopPrice",
    "trailingDelta",
    "trailingTime",
    "preventedMatchId",
    "preventedQuantity",
    "expiryReason"
  };

  @Test
  void ordersLookLikeTheExchanges() {
    Object placed = official("newOrder");
    Object routed = official("sorOrder");
    Object replaced = ((JsonObject) official("orderCancelReplace")).getValue("newOrderResponse");
    JsonObject sold =
        rig.object("POST", "/api/v3/order", "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01");
    String[] plain = {
      "stopPrice",
      "trailingDelta",
      "trailingTime",
      "preventedMatchId",
      "preventedQuantity",
      "expiryReason",
      "icebergQty",
      "strategyId",
      "strategyType",
      "matchType",
      "allocId"
    };
    same(sold, List.of(placed, routed, replaced), plain);
    rich("shape");
    JsonObject found = rig.object("GET", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=shape");
    same(found, List.of(official("getOrder")), SELDOM);
    same(rig.array("GET", "/api/v3/openOrders", ""), List.of(official("getOpenOrders")), SELDOM);
    String[] all = Arrays.copyOf(SELDOM, SELDOM.length);
    same(
        rig.array("GET", "/api/v3/allOrders", "symbol=BTCUSDT"),
        List.of(official("allOrders")),
        all);
    JsonObject amended =
        rig.object(
            "PUT",
            "/api/v3/order/amend/keepPriority",
            "symbol=BTCUSDT&origClientOrderId=shape&newQty=0.008&newClientOrderId=shape");
    same(
        amended,
        List.of(official("orderAmendKeepPriority")),
        with(
            SELDOM,
            "listStatus",
            "orders",
            "orders[]",
            "orderListId",
            "contingencyType",
            "listOrderStatus",
            "listClientOrderId",
            "symbol",
            "orderId",
            "clientOrderId"));
    same(
        rig.array(
            "GET",
            "/api/v3/order/amendments",
            "symbol=BTCUSDT&orderId=" + found.getLong("orderId")),
        List.of(official("orderAmendments")));
    same(
        rig.object("DELETE", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=shape"),
        List.of(official("deleteOrder")),
        SELDOM);
  }

  private static String[] with(String[] names, String... more) {
    String[] all = Arrays.copyOf(names, names.length + more.length);
    System.arraycopy(more, 0, all, names.length, more.length);
    return all;
  }

  @Test
  void replacedAndCancelledOrdersLookLikeTheExchanges() {
    rich("old");
    JsonObject replaced =
        rig.object(
            "POST",
            "/api/v3/order/cancelReplace",
            limit("BUY", rig.price(-8), "&strategyId=1&strategyType=1000000&icebergQty=0.005")
                + "&cancelReplaceMode=ALLOW_FAILURE&cancelOrigClientOrderId=old");
    same(
        replaced,
        List.of(official("orderCancelReplace")),
        with(SELDOM, "fills[]", "price", "qty", "commission", "commissionAsset", "tradeId"));
    JsonArray gone = rig.array("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT");
    same(
        gone,
        List.of(official("deleteOpenOrders"), new JsonArray().add(official("deleteOrder"))),
        SELDOM);
  }

  @Test
  void listsLookLikeTheExchanges() {
    JsonObject placed = pair("");
    same(placed, List.of(official("orderListOco")), with(SELDOM, "icebergQty"));
    long id = placed.getLong("orderListId");
    same(
        rig.object("GET", "/api/v3/orderList", "orderListId=" + id),
        List.of(official("getOrderList")));
    same(rig.array("GET", "/api/v3/openOrderList", ""), List.of(official("openOrderList")));
    same(rig.array("GET", "/api/v3/allOrderList", ""), List.of(official("allOrderList")));
    same(
        rig.object("DELETE", "/api/v3/orderList", "symbol=BTCUSDT&orderListId=" + id),
        List.of(
            official("deleteOrderList"),
            new JsonObject().put("orderReports", new JsonArray().add(official("deleteOrder")))),
        with(SELDOM, "icebergQty", "strategyId", "strategyType"));
    String old = "symbol=BTCUSDT&side=SELL&quantity=0.01&price=%s&stopPrice=%s";
    JsonObject older =
        rig.object("POST", "/api/v3/order/oco", old.formatted(rig.price(6), rig.price(-6)));
    same(older, List.of(official("orderOco")));
    rig.ok("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT");
    String oto =
        "symbol=BTCUSDT&workingType=LIMIT&workingSide=BUY&workingTimeInForce=GTC&workingPrice=%s"
            + "&workingQuantity=0.01&pendingSide=SELL&pendingQuantity=0.01";
    String[] conditional = with(SELDOM, "icebergQty", "strategyId", "strategyType");
    same(
        rig.object(
            "POST", "/api/v3/orderList/oto", oto.formatted(rig.price(-9)) + "&pendingType=MARKET"),
        List.of(official("orderListOto")),
        conditional);
    same(
        rig.object(
            "POST",
            "/api/v3/orderList/otoco",
            (oto
                    + "&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=%s&pendingBelowType=STOP_LOSS"
                    + "&pendingBelowStopPrice=%s")
                .formatted(rig.price(-9), rig.price(9), rig.price(-12))),
        List.of(official("orderListOtoco")),
        conditional);
    rig.ok("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT");
  }

  private static JsonObject pair(String more) {
    String query =
        "symbol=BTCUSDT&side=SELL&quantity=0.01&aboveType=LIMIT_MAKER&abovePrice=%s"
            + "&belowType=STOP_LOSS_LIMIT&belowStopPrice=%s&belowPrice=%s&belowTimeInForce=GTC";
    return rig.object(
        "POST",
        "/api/v3/orderList/oco",
        query.formatted(rig.price(7), rig.price(-7), rig.price(-8)) + more);
  }

  @Test
  void accountsAndTradesLookLikeTheExchanges() {
    JsonObject sold =
        rig.object("POST", "/api/v3/order", "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01");
    same(rig.object("GET", "/api/v3/account", ""), List.of(official("getAccount")));
    same(
        rig.array("GET", "/api/v3/myTrades", "symbol=BTCUSDT&orderId=" + sold.getLong("orderId")),
        List.of(official("myTrades")));
    same(
        rig.object("GET", "/api/v3/account/commission", "symbol=BTCUSDT"),
        List.of(official("accountCommission")));
    same(rig.array("GET", "/api/v3/rateLimit/order", ""), List.of(official("rateLimitOrder")));
  }

  @Test
  void preventedMatchesLookLikeTheExchanges() {
    String price = rig.price(0);
    JsonObject maker = rig.object("POST", "/api/v3/order", limit("BUY", price, ""));
    JsonObject taker =
        rig.object(
            "POST",
            "/api/v3/order",
            limit("SELL", price, "&selfTradePreventionMode=EXPIRE_MAKER")
                .replace("quantity=0.01", "quantity=1"));
    assertEquals("NEW", maker.getString("status"));
    same(
        rig.array(
            "GET",
            "/api/v3/myPreventedMatches",
            "symbol=BTCUSDT&orderId=" + taker.getLong("orderId")),
        List.of(official("myPreventedMatches")));
    rig.send("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT");
  }

  @Test
  void eventsHaveTheirMembersInTheOfficialOrder() throws InterruptedException {
    SimClient.Line line = rig.client.open("/ws-api/v3");
    line.socket.writeTextMessage(
        rig.frame("s", "userDataStream.subscribe.signature", new JsonObject()).encode());
    line.next();
    rig.ok("POST", "/api/v3/order", limit("BUY", rig.price(-8), ""));
    ordered("execution_report", eventAfterTrades(line, "executionReport"));
    ordered("account_position", eventAfterTrades(line, "outboundAccountPosition"));
    pair("");
    ordered("list_status", eventAfterTrades(line, "listStatus"));
    rig.client.post(
        "/__sim/transfer", "{\"market\":\"spot\",\"asset\":\"BTC\",\"amount\":\"0.5\"}");
    ordered("balance_update", eventAfterTrades(line, "balanceUpdate"));
    rig.ok("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT");
  }

  /** The next event of that type that is not about the price probes. */
  private static JsonObject eventAfterTrades(SimClient.Line line, String type)
      throws InterruptedException {
    JsonObject event = line.next();
    while (!event.getJsonObject("event").getString("e").equals(type)
        || "MARKET".equals(event.getJsonObject("event").getString("o"))) {
      event = line.next();
    }
    return event;
  }

  private static void ordered(String fixture, JsonObject ours) {
    JsonObject official = example("events/spot/user_data_json/" + fixture + "_wrapped");
    assertEquals(
        List.copyOf(official.getJsonObject("event").fieldNames()),
        List.copyOf(ours.getJsonObject("event").fieldNames()));
    assertEquals(List.of(), Shapes.differences(Shapes.of(official), Shapes.of(ours), Set.of()));
  }
}
