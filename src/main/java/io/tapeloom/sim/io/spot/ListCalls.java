package io.tapeloom.sim.io.spot;

import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Params;
import io.tapeloom.sim.spot.Fill;
import io.tapeloom.sim.spot.ListTicket;
import io.tapeloom.sim.spot.ListView;
import io.tapeloom.sim.spot.OrderView;
import io.tapeloom.sim.spot.Placed;
import io.tapeloom.sim.spot.SpotDesk;
import io.tapeloom.sim.spot.SpotQueries.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Placing, cancelling and looking up order lists. */
final class ListCalls {
  private static final Span ALL = new Span(0, -1, -1, 1_000);

  private final SpotDesk desk;

  ListCalls(SpotDesk desk) {
    this.desk = desk;
  }

  /** The calls by their names of the WebSocket API. */
  Map<String, Endpoint> calls() {
    Map<String, Endpoint> calls = new LinkedHashMap<>();
    calls.put("orderList.place", placing("order/oco", 2, Reading::oldOco));
    calls.put("orderList.place.oco", placing("orderList/oco", 2, Reading::oco));
    calls.put("orderList.place.oto", placing("orderList/oto", 2, Reading::oto));
    calls.put("orderList.place.otoco", placing("orderList/otoco", 3, Reading::otoco));
    calls.put("orderList.cancel", OrderCalls.order("DELETE", "orderList", p -> 1, 0, this::cancel));
    calls.put("orderList.status", OrderCalls.order("GET", "orderList", p -> 4, 0, this::status));
    calls.put(
        "openOrderLists.status", OrderCalls.order("GET", "openOrderList", p -> 6, 0, this::open));
    calls.put("allOrderLists", OrderCalls.order("GET", "allOrderList", p -> 20, 0, this::all));
    return calls;
  }

  private Endpoint placing(String path, int orders, Function<Params, ListTicket> reading) {
    return OrderCalls.order("POST", path, p -> 1, orders, call -> place(call, reading));
  }

  private String place(Call call, Function<Params, ListTicket> reading) {
    ListTicket ticket = reading.apply(call.params());
    RespType type =
        call.params().enumeration("newOrderRespType", RespType.class).orElse(RespType.RESULT);
    call.params().done();
    ListView list = desk.place(call.account(), ticket, call.nowMs());
    return OrderTexts.list(list, OrderTexts.array(list.orders(), o -> report(list, o, type)));
  }

  private String report(ListView list, OrderView order, RespType type) {
    List<Fill> fills = desk.queries().fills(list.account(), list.symbol(), order.orderId(), ALL);
    return OrderTexts.placed(new Placed(order, fills, list.timeMs()), type);
  }

  private String cancel(Call call) {
    Params params = call.params();
    String symbol = Reading.symbol(params);
    long id = params.integer("orderListId").orElse(-1);
    String clientId = params.text("listClientOrderId").orElse("");
    String requestId = params.text("newClientOrderId").orElse("");
    params.done();
    return OrderTexts.cancelled(
        desk.cancelList(call.account(), symbol, id, clientId, requestId, call.nowMs()));
  }

  private String status(Call call) {
    Params params = call.params();
    long id = params.integer("orderListId").orElse(-1);
    String clientId = params.text("origClientOrderId").orElse("");
    params.done();
    desk.advance(call.nowMs());
    return OrderTexts.list(desk.queries().list(call.account(), id, clientId));
  }

  private String open(Call call) {
    call.params().done();
    desk.advance(call.nowMs());
    return OrderTexts.array(desk.queries().openLists(call.account()), OrderTexts::list);
  }

  private String all(Call call) {
    Span span = Reading.span(call.params(), "fromId");
    call.params().done();
    desk.advance(call.nowMs());
    return OrderTexts.array(desk.queries().lists(call.account(), span), OrderTexts::list);
  }
}
