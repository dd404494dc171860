package io.tapeloom.sim.io.usdm;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Endpoints;
import io.tapeloom.sim.io.Handler;
import io.tapeloom.sim.io.Method;
import io.tapeloom.sim.io.Params;
import io.tapeloom.sim.io.Security;
import io.tapeloom.sim.usdm.NewOrder;
import io.tapeloom.sim.usdm.OrderRef;
import io.tapeloom.sim.usdm.OrderState;
import io.tapeloom.sim.usdm.Page;
import io.tapeloom.sim.usdm.UsdmDesk;
import io.tapeloom.sim.usdm.UsdmRules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Calls about orders. */
final class OrderCalls implements Endpoints {
  private static final int BATCH = 5;
  private static final int CANCELS = 10;
  private static final String ORDER = "/fapi/v1/order";
  private static final String BATCHES = "/fapi/v1/batchOrders";
  private static final String ALL_CANCELLED =
      "{\"code\":200,\"msg\":\"The operation of cancel all open order is done.\"}";

  private final UsdmDesk desk;

  OrderCalls(UsdmDesk desk) {
    this.desk = desk;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        command("POST", ORDER, 0, 1, this::place),
        command("PUT", ORDER, 0, 1, this::modify),
        command("POST", "/fapi/v1/order/test", 0, 0, this::test),
        command("POST", BATCHES, 5, BATCH, this::batch),
        command("PUT", BATCHES, 5, BATCH, this::modifyBatch),
        command("DELETE", ORDER, 1, 0, this::cancel),
        command("DELETE", BATCHES, 1, 0, this::cancelList),
        command("DELETE", "/fapi/v1/allOpenOrders", 1, 0, this::cancelAll),
        command("POST", "/fapi/v1/countdownCancelAll", 10, 0, this::countdown),
        query(ORDER, 1, this::order),
        query("/fapi/v1/openOrder", 1, this::openOrder),
        new Endpoint(
            Market.USDM,
            "GET",
            "/fapi/v1/openOrders",
            Security.SIGNED,
            p -> p.has("symbol") ? 1 : 40,
            0,
            this::openOrders),
        query("/fapi/v1/allOrders", 5, this::allOrders),
        query("/fapi/v1/orderAmendment", 1, this::amendments));
  }

  private static Endpoint command(
      String method, String path, int weight, int orders, Handler handler) {
    return new Endpoint(Market.USDM, method, path, Security.SIGNED, p -> weight, orders, handler);
  }

  private static Endpoint query(String path, int weight, Handler handler) {
    return Endpoint.signed(Market.USDM, "GET", path, weight, handler);
  }

  @Override
  public List<Method> methods() {
    return List.of(
        method("order.place", 0, 1, this::placeWide),
        method("order.modify", 0, 1, this::modifyWide),
        method("order.cancel", 1, 0, this::cancel),
        method("order.status", 1, 0, this::order));
  }

  static Method method(String name, int weight, int orders, Handler handler) {
    return new Method(Market.USDM, name, Security.SIGNED, p -> weight, orders, handler);
  }

  private OrderState placed(Call call) {
    OrderRequests.Answer wanted = OrderRequests.answer(call.params());
    UsdmDesk.Placed placed =
        desk.place(call.account(), OrderRequests.order(call.params()), call.nowMs());
    return wanted == OrderRequests.Answer.ACK ? placed.accepted() : placed.matched();
  }

  private String place(Call call) {
    return OrderTexts.answer(placed(call));
  }

  private String placeWide(Call call) {
    return OrderTexts.wide(placed(call), false, false);
  }

  private String test(Call call) {
    OrderRequests.answer(call.params());
    NewOrder order = OrderRequests.order(call.params());
    return OrderTexts.test(desk.test(call.account(), order, call.nowMs()));
  }

  private OrderState modified(Call call) {
    OrderRef ref = OrderRequests.ref(call.params());
    NewOrder wanted = OrderRequests.amendment(call.params());
    return desk.amend(call.account(), ref, wanted, call.nowMs());
  }

  private String modify(Call call) {
    return OrderTexts.wide(modified(call), true, true);
  }

  private String modifyWide(Call call) {
    return OrderTexts.wide(modified(call), false, true);
  }

  private String cancel(Call call) {
    OrderRef ref = OrderRequests.ref(call.params());
    return OrderTexts.answer(desk.cancel(call.account(), ref, call.nowMs()));
  }

  private String batch(Call call) {
    return each(call, this::place);
  }

  private String modifyBatch(Call call) {
    return each(call, this::modify);
  }

  /** Every element is answered by itself: an order, or why not. */
  private static String each(Call call, Function<Call, String> one) {
    JsonArray orders = call.params().array("batchOrders");
    if (orders.isEmpty()) {
      throw Refused.missing("batchOrders");
    }
    if (orders.size() > BATCH) {
      throw new Refused(-4082, "Invalid number of batch place orders.");
    }
    Json json = new Json();
    List<Object> items = new ArrayList<>();
    orders.forEach(items::add);
    json.array(items, (j, item) -> j.raw(answer(one, call, item)));
    return json.text();
  }

  private static String answer(Function<Call, String> one, Call call, Object item) {
    try {
      Params params = params(item);
      return one.apply(new Call(params, call.account(), call.key(), call.nowMs(), call.micros()));
    } catch (Refused refused) {
      return refusal(refused);
    }
  }

  private static String refusal(Refused refused) {
    return Json.object(json -> json.number("code", refused.code()).text("msg", refused.text()));
  }

  private static Params params(Object item) {
    if (!(item instanceof JsonObject fields)) {
      throw Refused.missing("batchOrders");
    }
    Map<String, String> values = new LinkedHashMap<>();
    fields.forEach(field -> values.put(field.getKey(), String.valueOf(field.getValue())));
    return new Params(values);
  }

  private String cancelList(Call call) {
    String symbol = call.params().required("symbol");
    desk.rules(symbol);
    List<OrderRef> refs = new ArrayList<>();
    for (String id : call.params().list("orderIdList")) {
      refs.add(OrderRef.of(symbol, number(id)));
    }
    if (refs.isEmpty()) {
      for (String client : call.params().list("origClientOrderIdList")) {
        refs.add(OrderRef.of(symbol, client));
      }
    }
    if (refs.isEmpty()) {
      throw Refused.missing("orderIdList");
    }
    if (refs.size() > CANCELS) {
      throw new Refused(-4032, "Exceed maximum cancel order size.");
    }
    return Json.list(refs, (json, ref) -> json.raw(cancelled(call, ref)));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw Refused.missing("orderIdList");
    }
  }

  private String cancelled(Call call, OrderRef ref) {
    try {
      return OrderTexts.answer(desk.cancel(call.account(), ref, call.nowMs()));
    } catch (Refused refused) {
      return refusal(refused);
    }
  }

  private String cancelAll(Call call) {
    Optional<String> symbol = call.params().text("symbol");
    List<UsdmRules> rules = symbol.map(s -> List.of(desk.rules(s))).orElseGet(desk::rules);
    rules.forEach(r -> desk.cancelAll(call.account(), r.listing().name(), call.nowMs()));
    return ALL_CANCELLED;
  }

  private String countdown(Call call) {
    String symbol = call.params().required("symbol");
    long afterMs = call.params().requiredInteger("countdownTime");
    desk.countdown(call.account(), symbol, afterMs, call.nowMs());
    return Json.object(
        json -> json.text("symbol", symbol).text("countdownTime", Long.toString(afterMs)));
  }

  private String order(Call call) {
    OrderRef ref = OrderRequests.ref(call.params());
    return OrderTexts.query(desk.archive().order(call.account(), ref, call.nowMs()));
  }

  private String openOrder(Call call) {
    OrderRef ref = OrderRequests.ref(call.params());
    return OrderTexts.query(desk.archive().openOrder(call.account(), ref, call.nowMs()));
  }

  private String openOrders(Call call) {
    return rows(
        desk.archive().openOrders(call.account(), call.params().text("symbol"), call.nowMs()));
  }

  private String allOrders(Call call) {
    Page page = OrderRequests.page(call.params(), "orderId", 500, 1000);
    return rows(
        desk.archive().orders(call.account(), call.params().text("symbol"), page, call.nowMs()));
  }

  private static String rows(List<OrderState> orders) {
    return Json.list(orders, (json, order) -> json.raw(OrderTexts.query(order)));
  }

  private String amendments(Call call) {
    Params params = call.params();
    Page page = OrderRequests.page(params, "", 50, 100);
    return Json.list(
        desk.archive()
            .amendments(
                call.account(),
                params.required("symbol"),
                OrderRequests.optionalRef(params),
                page,
                call.nowMs()),
        OrderTexts::amendment);
  }
}
