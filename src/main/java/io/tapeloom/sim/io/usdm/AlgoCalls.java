package io.tapeloom.sim.io.usdm;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Endpoints;
import io.tapeloom.sim.io.Method;
import io.tapeloom.sim.io.Security;
import io.tapeloom.sim.usdm.AlgoState;
import io.tapeloom.sim.usdm.Page;
import io.tapeloom.sim.usdm.UsdmDesk;
import java.util.List;

/** Calls about conditional orders. */
final class AlgoCalls implements Endpoints {
  private static final String ALGO = "/fapi/v1/algoOrder";
  private static final String ALL_CANCELLED =
      "{\"code\":200,\"msg\":\"The operation of cancel all open order is done.\"}";

  private final UsdmDesk desk;

  AlgoCalls(UsdmDesk desk) {
    this.desk = desk;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        new Endpoint(
            Market.USDM, "POST", ALGO, Security.SIGNED, p -> 0, 1, call -> place(call, false)),
        Endpoint.signed(Market.USDM, "DELETE", ALGO, 1, this::cancel),
        Endpoint.signed(Market.USDM, "DELETE", "/fapi/v1/algoOpenOrders", 1, this::cancelAll),
        Endpoint.signed(Market.USDM, "GET", ALGO, 1, this::one),
        new Endpoint(
            Market.USDM,
            "GET",
            "/fapi/v1/openAlgoOrders",
            Security.SIGNED,
            p -> p.has("symbol") ? 1 : 40,
            0,
            this::open),
        Endpoint.signed(Market.USDM, "GET", "/fapi/v1/allAlgoOrders", 5, this::all));
  }

  @Override
  public List<Method> methods() {
    return List.of(
        OrderCalls.method("algoOrder.place", 0, 1, call -> place(call, true)),
        OrderCalls.method("algoOrder.cancel", 1, 0, this::cancel));
  }

  private String place(Call call, boolean webSocket) {
    AlgoState placed =
        desk.placeAlgo(call.account(), OrderRequests.algo(call.params()), call.nowMs());
    return AlgoTexts.placed(placed, webSocket);
  }

  private String cancel(Call call) {
    return AlgoTexts.cancelled(
        desk.cancelAlgo(call.account(), OrderRequests.algoRef(call.params()), call.nowMs()));
  }

  private String cancelAll(Call call) {
    desk.cancelAllAlgos(call.account(), call.params().required("symbol"), call.nowMs());
    return ALL_CANCELLED;
  }

  private String one(Call call) {
    AlgoState algo =
        desk.archive().algo(call.account(), OrderRequests.algoRef(call.params()), call.nowMs());
    return AlgoTexts.query(algo, false);
  }

  private String open(Call call) {
    return rows(
        desk.archive().openAlgos(call.account(), call.params().text("symbol"), call.nowMs()));
  }

  private String all(Call call) {
    Page page = OrderRequests.page(call.params(), "algoId", 500, 1000);
    return rows(
        desk.archive().algos(call.account(), call.params().text("symbol"), page, call.nowMs()));
  }

  private static String rows(List<AlgoState> algos) {
    return Json.list(algos, (json, algo) -> json.raw(AlgoTexts.query(algo, true)));
  }
}
