package io.tapeloom.sim.io.spot;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Handler;
import io.tapeloom.sim.io.Params;
import io.tapeloom.sim.io.PartFailure;
import io.tapeloom.sim.io.Security;
import io.tapeloom.sim.spot.CancelRequest;
import io.tapeloom.sim.spot.Cancelled;
import io.tapeloom.sim.spot.Replaced;
import io.tapeloom.sim.spot.SpotDesk;
import io.tapeloom.sim.spot.SpotQueries.Span;
import io.tapeloom.sim.spot.Ticket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Placing, cancelling, replacing and looking up single orders. */
final class OrderCalls {
  private static final String PATH = "/api/v3/";

  private final SpotDesk desk;

  OrderCalls(SpotDesk desk) {
    this.desk = desk;
  }

  /** The calls by their names of the WebSocket API. */
  Map<String, Endpoint> calls() {
    Map<String, Endpoint> calls = new LinkedHashMap<>();
    calls.put("order.place", order("POST", "order", p -> 1, 1, this::place));
    calls.put("order.test", order("POST", "order/test", OrderCalls::testWeight, 0, this::test));
    calls.put("order.status", order("GET", "order", p -> 4, 0, this::status));
    calls.put("order.cancel", order("DELETE", "order", p -> 1, 0, this::cancel));
    calls.put(
        "order.cancelReplace", order("POST", "order/cancelReplace", p -> 1, 1, this::replace));
    calls.put(
        "order.amend.keepPriority",
        order("PUT", "order/amend/keepPriority", p -> 4, 0, this::amend));
    calls.put("order.amendments", order("GET", "order/amendments", p -> 4, 0, this::amendments));
    calls.put(
        "openOrders.status",
        order("GET", "openOrders", p -> p.has("symbol") ? 6 : 80, 0, this::open));
    calls.put("openOrders.cancelAll", order("DELETE", "openOrders", p -> 1, 0, this::cancelAll));
    calls.put("allOrders", order("GET", "allOrders", p -> 20, 0, this::all));
    return calls;
  }

  static Endpoint order(
      String method, String path, ToIntFunction<Params> weight, int orders, Handler handler) {
    return new Endpoint(
        Market.SPOT, method, PATH + path, Security.SIGNED, weight, orders, Units.of(handler));
  }

  private static int testWeight(Params params) {
    return params.all().getOrDefault("computeCommissionRates", "").equalsIgnoreCase("true")
        ? 20
        : 1;
  }

  private String place(Call call) {
    Params params = call.params();
    Ticket ticket = Reading.ticket(params);
    RespType type = RespType.of(params, ticket.type());
    params.done();
    return OrderTexts.placed(desk.place(call.account(), ticket, call.nowMs()), type);
  }

  private String test(Call call) {
    Params params = call.params();
    Ticket ticket = Reading.ticket(params);
    RespType.of(params, ticket.type());
    boolean rates = params.flag("computeCommissionRates").orElse(false);
    params.done();
    desk.test(call.account(), ticket, call.nowMs());
    return rates
        ? AccountTexts.commissionForOrder(
            desk.queries().rules(ticket.symbol()), desk.queries().burnsFeeAsset(call.account()))
        : "{}";
  }

  private String status(Call call) {
    Params params = call.params();
    String symbol = Reading.symbol(params);
    long id = params.integer("orderId").orElse(-1);
    String clientId = params.text("origClientOrderId").orElse("");
    params.done();
    desk.advance(call.nowMs());
    return OrderTexts.order(
        desk.queries().order(call.account(), symbol, id, clientId, call.nowMs()));
  }

  private String cancel(Call call) {
    CancelRequest request =
        Reading.cancel(
            call.params(), call.account(), "orderId", "origClientOrderId", "newClientOrderId");
    call.params().done();
    return OrderTexts.cancelled(desk.cancel(request, call.nowMs()));
  }

  private String cancelAll(Call call) {
    String symbol = Reading.symbol(call.params());
    call.params().done();
    List<Cancelled> cancelled = desk.cancelOpen(call.account(), symbol, call.nowMs());
    return OrderTexts.array(cancelled, OrderTexts::cancelled);
  }

  private String open(Call call) {
    boolean one = call.params().has("symbol");
    String symbol = one ? Reading.symbol(call.params()) : "";
    call.params().done();
    desk.advance(call.nowMs());
    return OrderTexts.array(
        one ? desk.queries().open(call.account(), symbol) : desk.queries().open(call.account()),
        OrderTexts::order);
  }

  private String all(Call call) {
    String symbol = Reading.symbol(call.params());
    Span span = Reading.span(call.params(), "orderId");
    call.params().done();
    desk.advance(call.nowMs());
    return OrderTexts.array(
        desk.queries().orders(call.account(), symbol, span, call.nowMs()), OrderTexts::order);
  }

  private String amend(Call call) {
    Params params = call.params();
    CancelRequest which =
        Reading.cancel(params, call.account(), "orderId", "origClientOrderId", "newClientOrderId");
    long newQtyE8 = params.requiredE8("newQty");
    params.done();
    return OrderTexts.amended(desk.amend(which, newQtyE8, call.nowMs()));
  }

  private String amendments(Call call) {
    Params params = call.params();
    String symbol = Reading.symbol(params);
    long id = params.requiredInteger("orderId");
    long from = params.integer("fromExecutionId").orElse(0);
    int limit = params.limit(500, 1000);
    params.done();
    desk.advance(call.nowMs());
    return OrderTexts.array(
        desk.queries().amendments(call.account(), symbol, id, from).stream().limit(limit).toList(),
        OrderTexts::amendment);
  }

  // ---- cancel and replace ----

  private enum ReplaceMode {
    STOP_ON_FAILURE,
    ALLOW_FAILURE
  }

  private enum OverLimit {
    DO_NOTHING,
    CANCEL_ONLY
  }

  private String replace(Call call) {
    Params params = call.params();
    ReplaceMode mode = params.requiredEnumeration("cancelReplaceMode", ReplaceMode.class);
    params.enumeration("orderRateLimitExceededMode", OverLimit.class);
    Ticket ticket = Reading.ticket(params);
    RespType type = RespType.of(params, ticket.type());
    CancelRequest cancel =
        Reading.cancel(
            params,
            call.account(),
            "cancelOrderId",
            "cancelOrigClientOrderId",
            "cancelNewClientOrderId");
    params.done();
    boolean regardless = mode == ReplaceMode.ALLOW_FAILURE;
    Replaced replaced = desk.replace(cancel, ticket, regardless, call.nowMs());
    String data = replaced(replaced, type);
    if (replaced.whole()) {
      return data;
    }
    throw replaced.nothing()
        ? failure(400, -2022, "Order cancel-replace failed.", data)
        : failure(409, -2021, "Order cancel-replace partially failed.", data);
  }

  private static PartFailure failure(int status, int code, String text, String data) {
    return new PartFailure(
        status, new Fields().number("code", code).text("msg", text).raw("data", data).end());
  }

  private static String replaced(Replaced replaced, RespType type) {
    String placed = replaced.attempted() ? "FAILURE" : "NOT_ATTEMPTED";
    return new Fields()
        .text("cancelResult", replaced.cancelled().isPresent() ? "SUCCESS" : "FAILURE")
        .text("newOrderResult", replaced.placed().isPresent() ? "SUCCESS" : placed)
        .raw(
            "cancelResponse",
            replaced
                .cancelled()
                .map(OrderTexts::cancelled)
                .orElseGet(() -> refusal(replaced.cancelRefused())))
        .raw(
            "newOrderResponse",
            replaced
                .placed()
                .map(order -> OrderTexts.placed(order, type))
                .orElseGet(() -> refusal(replaced.placeRefused())))
        .end();
  }

  private static String refusal(Optional<Refused> refused) {
    return refused
        .map(r -> new Fields().number("code", r.code()).text("msg", r.text()).end())
        .orElse("null");
  }
}
