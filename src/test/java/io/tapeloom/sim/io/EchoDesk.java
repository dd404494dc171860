package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * A desk for tests of the plumbing: it keeps no book, repeats what it was asked, and tells of every
 * order it was given.
 */
final class EchoDesk implements Desk {
  final List<String> orders = new ArrayList<>();
  final List<String> opened = new ArrayList<>();
  private final Market market;
  private final UserEvents events;
  private final String root;

  EchoDesk(Market market, UserEvents events) {
    this.market = market;
    this.events = events;
    this.root = market == Market.SPOT ? "/api/v3/" : "/fapi/v1/";
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.open(market, root + "echo", 20, this::echo),
        Endpoint.signed(market, "GET", root + "account", 5, this::echo),
        Endpoint.signed(market, "DELETE", root + "order", 1, this::echo),
        order());
  }

  private Endpoint order() {
    return new Endpoint(market, "POST", root + "order", Security.SIGNED, p -> 1, 1, this::place);
  }

  @Override
  public List<Method> methods() {
    return List.of(
        new Method(market, "echo", Security.NONE, p -> 1, 0, this::echo),
        new Method(market, "account.status", Security.SIGNED, p -> 20, 0, this::echo),
        Method.of("order.place", order()));
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

  private String place(Call call) {
    String symbol = call.params().required("symbol");
    orders.add(call.account() + " " + symbol);
    events.publish(market, call.account(), "order", "{\"e\":\"order\",\"s\":\"" + symbol + "\"}");
    return new JsonObject().put("orderId", orders.size()).put("symbol", symbol).encode();
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
