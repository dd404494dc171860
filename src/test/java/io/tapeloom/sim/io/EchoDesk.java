package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A desk for tests of the plumbing: it matches nothing, remembers the orders it was given, tells of
 * each, and repeats what else it was asked.
 */
final class EchoDesk implements Desk {
  final Map<String, String> open = new LinkedHashMap<>();
  final List<String> done = new ArrayList<>();
  final List<String> opened = new ArrayList<>();
  private final Market market;
  private final UserEvents events;
  private final String root;
  private int ids;

  EchoDesk(Market market, UserEvents events) {
    this.market = market;
    this.events = events;
    this.root = market == Market.SPOT ? "/api/v3/" : "/fapi/v1/";
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.open(market, root + "echo", 20, this::echo),
        Endpoint.open(market, root + "echoInfo/exchangeInfo", 1, this::info),
        Endpoint.signed(market, "GET", root + "account", 5, this::echo),
        Endpoint.signed(market, "GET", root + "order", 1, this::query),
        Endpoint.signed(market, "GET", root + "openOrders", 1, this::list),
        Endpoint.signed(market, "DELETE", root + "order", 1, c -> cancel(c, "orderId")),
        Endpoint.signed(market, "DELETE", root + "algoOrder", 1, c -> cancel(c, "algoId")),
        Endpoint.signed(market, "POST", root + "leverage", 1, this::leverage),
        order("order", "orderId"),
        order("algoOrder", "algoId"),
        order("order/cancelReplace", "orderId"));
  }

  private Endpoint order(String path, String id) {
    return new Endpoint(
        market, "POST", root + path, Security.SIGNED, p -> 1, 1, call -> place(call, id));
  }

  @Override
  public List<Method> methods() {
    return List.of(
        new Method(market, "echo", Security.NONE, p -> 1, 0, this::echo),
        new Method(market, "account.status", Security.SIGNED, p -> 20, 0, this::echo),
        Method.of("order.place", order("order", "orderId")));
  }

  private String info(Call call) {
    return "{\"symbols\":[{\"symbol\":\"BTCUSDT\",\"status\":\"TRADING\"}]}";
  }

  private String echo(Call call) {
    JsonObject params = new JsonObject();
    call.params().all().forEach(params::put);
    return new JsonObject()
        .put("account", call.account())
        .put("time", call.time(call.nowMs()))
        .put("params", params)
        .encode();
  }

  private String place(Call call, String idName) {
    String symbol = call.params().required("symbol");
    String id = "" + ++ids;
    String text =
        new JsonObject()
            .put(idName, ids)
            .put("symbol", symbol)
            .put("clientOrderId", call.params().text("newClientOrderId").orElse("c" + id))
            .encode();
    open.put(id, text);
    events.publish(market, call.account(), "order", "{\"e\":\"order\",\"s\":\"" + symbol + "\"}");
    return text;
  }

  private String query(Call call) {
    String order = open.get(call.params().required("orderId"));
    if (order == null) {
      throw new Refused(-2013, "Order does not exist.");
    }
    return order;
  }

  private String list(Call call) {
    return "[" + String.join(",", open.values()) + "]";
  }

  private String cancel(Call call, String idName) {
    String order = open.remove(call.params().required(idName));
    if (order == null) {
      throw new Refused(-2011, "Unknown order sent.");
    }
    done.add("cancelled " + order);
    events.publish(market, call.account(), "cancel", "{\"e\":\"cancel\"}");
    return order;
  }

  private String leverage(Call call) {
    done.add("leverage " + call.params().required("leverage"));
    return "{\"leverage\":" + call.params().required("leverage") + "}";
  }

  @Override
  public Market market() {
    return market;
  }

  @Override
  public void openAccount(int account, SortedMap<String, Long> balancesE8, long nowMs) {
    opened.add(account + " " + balancesE8);
  }

  @Override
  public void deposit(int account, String asset, long amountE8, long nowMs) {
    opened.add(account + " " + asset + " " + amountE8);
  }

  @Override
  public void advance(long nowMs) {}
}
