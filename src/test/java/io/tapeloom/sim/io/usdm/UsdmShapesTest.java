package io.tapeloom.sim.io.usdm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.SharedFiles;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every answer and event has the fields and types of the official example. Differences are few and
 * meant: examples of normal orders show fields of trailing stops, which only orders that came from
 * a trailing stop have here; examples of batches show an order and a refusal in one element.
 */
class UsdmShapesTest {
  private static final Set<String> TRAILING = Set.of("activatePrice", "priceRate");
  private static final Set<String> BATCH = Set.of("code", "msg");
  private static final String ORDER = "/fapi/v1/order";
  private static final String ALGO = "/fapi/v1/algoOrder";
  private static final String REST = "rest-api/";
  private static final String SOCKET = "websocket-api/";

  private final List<String> wrong = new ArrayList<>();
  private final Bench bench = new Bench();

  private static Object official(String name) {
    JsonObject example =
        (JsonObject) read("data/binance/official-examples/usds-futures/" + name + ".json");
    Object payload = example.getValue("payload");
    boolean framed = name.startsWith(SOCKET);
    return framed ? ((JsonObject) payload).getValue("result") : payload;
  }

  private static Object fixture(String name) {
    return read("data/binance/events/futures/user_data_json/" + name + ".json");
  }

  private static Object read(String relative) {
    Path file = SharedFiles.require(relative);
    try {
      return Json.decodeValue(Files.readString(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void same(String name, String ours, Set<String> allowed) {
    same(name, official(name), Json.decodeValue(ours), allowed);
  }

  private void same(String name, Object official, Object ours, Set<String> allowed) {
    for (String difference : Shape.differences(official, ours, allowed)) {
      wrong.add(name + " " + difference);
    }
  }

  private static String limit(String price) {
    return "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=" + price;
  }

  private static String market(String side, String quantity) {
    return "symbol=BTCUSDT&side=" + side + "&type=MARKET&quantity=" + quantity;
  }

  @Test
  void answersAboutOrders() {
    String order = limit(bench.price(-20)) + "&newClientOrderId=";
    same(REST + "newOrder", bench.call("POST", ORDER, order + "a"), Set.of());
    same(REST + "testOrder", bench.call("POST", ORDER + "/test", order + "t"), TRAILING);
    String a = "symbol=BTCUSDT&origClientOrderId=a";
    String change = "&side=BUY&quantity=0.02&price=" + bench.price(-21);
    same(REST + "modifyOrder", bench.call("PUT", ORDER, a + change), Set.of());
    same(REST + "queryOrder", bench.call("GET", ORDER, a), TRAILING);
    same(REST + "queryCurrentOpenOrder", bench.call("GET", "/fapi/v1/openOrder", a), TRAILING);
    same(REST + "currentAllOpenOrders", bench.call("GET", "/fapi/v1/openOrders", ""), TRAILING);
    same(REST + "getOrderModifyHistory", bench.call("GET", "/fapi/v1/orderAmendment", a), Set.of());
    same(REST + "cancelOrder", bench.call("DELETE", ORDER, a), TRAILING);
    same(REST + "allOrders", bench.call("GET", "/fapi/v1/allOrders", ""), TRAILING);
    JsonObject one = new JsonObject();
    for (String pair : order.split("&")) {
      one.put(pair.split("=")[0], pair.endsWith("=") ? "b" : pair.split("=")[1]);
    }
    String batch = "batchOrders=" + new JsonArray().add(one).encode();
    same(REST + "placeMultipleOrders", bench.call("POST", "/fapi/v1/batchOrders", batch), BATCH);
    one.put("origClientOrderId", "b").put("quantity", "0.03");
    batch = "batchOrders=" + new JsonArray().add(one).encode();
    same(REST + "modifyMultipleOrders", bench.call("PUT", "/fapi/v1/batchOrders", batch), BATCH);
    String list = "symbol=BTCUSDT&origClientOrderIdList=[\"b\"]";
    same(
        REST + "cancelMultipleOrders",
        bench.call("DELETE", "/fapi/v1/batchOrders", list),
        Set.of("code", "msg", "activatePrice", "priceRate"));
    same(
        REST + "cancelAllOpenOrders",
        bench.call("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT"),
        Set.of());
    same(
        REST + "autoCancelAllOpenOrders",
        bench.call("POST", "/fapi/v1/countdownCancelAll", "symbol=BTCUSDT&countdownTime=100000"),
        Set.of());
    assertEquals(List.of(), wrong);
  }

  @Test
  void answersAboutConditionalOrders() {
    String order =
        "algoType=CONDITIONAL&symbol=BTCUSDT&side=BUY&type=STOP&timeInForce=GTC&quantity=0.01&price="
            + bench.price(21)
            + "&triggerPrice="
            + bench.price(20);
    JsonObject placed = new JsonObject(bench.call("POST", ALGO, order));
    same(REST + "newAlgoOrder", placed.encode(), Set.of());
    String ref = "algoId=" + placed.getLong("algoId");
    same(REST + "queryAlgoOrder", bench.call("GET", ALGO, ref), Set.of());
    same(
        REST + "currentAllAlgoOpenOrders",
        bench.call("GET", "/fapi/v1/openAlgoOrders", ""),
        Set.of());
    same(REST + "queryAllAlgoOrders", bench.call("GET", "/fapi/v1/allAlgoOrders", ""), Set.of());
    same(REST + "cancelAlgoOrder", bench.call("DELETE", ALGO, ref), Set.of());
    same(
        REST + "cancelAllAlgoOpenOrders",
        bench.call("DELETE", "/fapi/v1/algoOpenOrders", "symbol=BTCUSDT"),
        Set.of());
    same(SOCKET + "newAlgoOrder", bench.method("algoOrder.place", order), Set.of());
    same(
        "algo event", fixture("algo_update_new"), bench.events("ALGO_UPDATE").getFirst(), Set.of());
    same(
        "algo event",
        fixture("algo_update_canceled"),
        bench.events("ALGO_UPDATE").get(1),
        Set.of());
    JsonObject again = bench.events("ALGO_UPDATE").getLast().getJsonObject("o");
    same(
        SOCKET + "cancelAlgoOrder",
        bench.method("algoOrder.cancel", "algoId=" + again.getLong("aid")),
        Set.of());
    assertEquals(List.of(), wrong);
  }

  @Test
  void answersAboutAccounts() {
    bench.call("POST", "/fapi/v1/marginType", "symbol=ETHUSDT&marginType=ISOLATED");
    bench.call("POST", ORDER, "symbol=ETHUSDT&side=BUY&type=MARKET&quantity=0.1");
    bench.call("POST", ORDER, market("BUY", "0.01"));
    same(
        REST + "modifyIsolatedPositionMargin",
        bench.call("POST", "/fapi/v1/positionMargin", "symbol=ETHUSDT&amount=5&type=1"),
        Set.of());
    String history = "/fapi/v1/positionMargin/history";
    same(
        REST + "getPositionMarginChangeHistory",
        bench.call("GET", history, "symbol=ETHUSDT"),
        Set.of());
    String[][] simple = {
      {"futuresAccountBalanceV2", "/fapi/v2/balance", ""},
      {"futuresAccountBalanceV3", "/fapi/v3/balance", ""},
      {"accountInformationV2", "/fapi/v2/account", ""},
      {"accountInformationV3", "/fapi/v3/account", ""},
      {"positionInformationV2", "/fapi/v2/positionRisk", ""},
      {"positionInformationV3", "/fapi/v3/positionRisk", ""},
      {"notionalAndLeverageBrackets", "/fapi/v1/leverageBracket", ""},
      {"userCommissionRate", "/fapi/v1/commissionRate", "symbol=BTCUSDT"},
      {"getIncomeHistory", "/fapi/v1/income", ""},
      {"accountTradeList", "/fapi/v1/userTrades", "symbol=BTCUSDT"},
      {"futuresAccountConfiguration", "/fapi/v1/accountConfig", ""},
      {"symbolConfiguration", "/fapi/v1/symbolConfig", ""},
      {"queryUserRateLimit", "/fapi/v1/rateLimit/order", ""},
      {"adlRisk", "/fapi/v1/symbolAdlRisk", "symbol=BTCUSDT"},
      {"getBnbBurnStatus", "/fapi/v1/feeBurn", ""},
      {"getCurrentMultiAssetsMode", "/fapi/v1/multiAssetsMargin", ""},
      {"getCurrentPositionMode", "/fapi/v1/positionSide/dual", ""},
      {"queryInsuranceFundBalanceSnapshot", "/fapi/v1/insuranceBalance", ""}
    };
    for (String[] row : simple) {
      same(REST + row[0], bench.call("GET", row[1], row[2]), Set.of());
    }
    same(
        REST + "positionAdlQuantileEstimation",
        bench.call("GET", "/fapi/v1/adlQuantile", ""),
        Set.of("LONG", "SHORT", "BOTH"));
    // The example shows three symbols and the indicator of a whole account; ours is one per symbol.
    same(
        REST + "futuresTradingQuantitativeRulesIndicators",
        bench.call("GET", "/fapi/v1/apiTradingStatus", ""),
        Set.of("ACCOUNT", "XRPUSDT", "SOLUSDT"));
    same(
        REST + "changeInitialLeverage",
        bench.call("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=21"),
        Set.of());
    assertEquals(List.of(), wrong);
  }

  @Test
  void answersOfTheSocketApi() {
    bench.method("order.place", market("BUY", "0.01"));
    String order = limit(bench.price(-20)) + "&newClientOrderId=a";
    String a = "symbol=BTCUSDT&origClientOrderId=a";
    same(SOCKET + "newOrder", bench.method("order.place", order), Set.of());
    String change = "&side=BUY&quantity=0.02&price=" + bench.price(-21);
    same(SOCKET + "modifyOrder", bench.method("order.modify", a + change), Set.of());
    same(SOCKET + "queryOrder", bench.method("order.status", a), TRAILING);
    same(SOCKET + "cancelOrder", bench.method("order.cancel", a), TRAILING);
    same(SOCKET + "futuresAccountBalance", bench.method("account.balance", ""), Set.of());
    same(SOCKET + "futuresAccountBalanceV2", bench.method("v2/account.balance", ""), Set.of());
    same(SOCKET + "accountInformation", bench.method("account.status", ""), Set.of());
    same(SOCKET + "accountInformationV2", bench.method("v2/account.status", ""), Set.of());
    same(SOCKET + "positionInformation", bench.method("account.position", ""), Set.of());
    same(SOCKET + "positionInformationV2", bench.method("v2/account.position", ""), Set.of());
    assertEquals(List.of(), wrong);
  }

  @Test
  void eventsOfOrdersAndAccounts() {
    // The recorded events predate three fields; N and n come with a commission only.
    Set<String> newer = Set.of("pm", "gtd", "er");
    bench.call("POST", ORDER, market("BUY", "0.01"));
    List<JsonObject> orders = bench.events("ORDER_TRADE_UPDATE");
    Set<String> without = Set.of("pm", "gtd", "er", "N", "n");
    same("new", fixture("order_update_new"), orders.getFirst(), without);
    same("trade", fixture("order_update_trade"), orders.getLast(), newer);
    same("lite", fixture("trade_lite"), bench.events("TRADE_LITE").getFirst(), Set.of());
    same("account", fixture("account_update"), bench.events("ACCOUNT_UPDATE").getLast(), Set.of());
    order("trade", fixture("order_update_trade"), orders.getLast());
    order("account", fixture("account_update"), bench.events("ACCOUNT_UPDATE").getLast());
    assertEquals(List.of(), wrong);
  }

  /** The fields that both have come in the same order. */
  private void order(String name, Object official, JsonObject ours) {
    JsonObject theirs = (JsonObject) official;
    String inner = theirs.containsKey("o") ? "o" : "a";
    List<String> shown = new ArrayList<>(theirs.getJsonObject(inner).fieldNames());
    List<String> written = new ArrayList<>(ours.getJsonObject(inner).fieldNames());
    written.retainAll(shown);
    shown.retainAll(written);
    assertEquals(shown, written, name);
    assertEquals(new ArrayList<>(theirs.fieldNames()), new ArrayList<>(ours.fieldNames()), name);
  }

  @Test
  void aLiquidationIsToldToItsOwnerAndToEveryone() {
    bench.call("POST", ORDER, market("BUY", "1.9"));
    bench.shiftPercent = -8;
    bench.exchange.advance(bench.nowMs += 2_000);
    List<JsonObject> orders =
        bench.events("ORDER_TRADE_UPDATE").stream()
            .filter(e -> e.getJsonObject("o").getString("x").equals("CALCULATED"))
            .toList();
    Set<String> newer = Set.of("pm", "gtd", "er", "N", "n");
    same("pending", fixture("order_update_calculated_pending"), orders.getFirst(), newer);
    same("calculated", fixture("order_update_calculated"), orders.getLast(), newer);
    assertTrue(orders.getLast().getJsonObject("o").getString("c").startsWith("autoclose-"));
    same(REST + "usersForceOrders", bench.call("GET", "/fapi/v1/forceOrders", ""), Set.of());
    assertEquals(List.of(), wrong);
  }
}
