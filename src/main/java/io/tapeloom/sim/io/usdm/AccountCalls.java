package io.tapeloom.sim.io.usdm;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Endpoints;
import io.tapeloom.sim.io.Handler;
import io.tapeloom.sim.io.Method;
import io.tapeloom.sim.io.Params;
import io.tapeloom.sim.usdm.AccountState;
import io.tapeloom.sim.usdm.MarginType;
import io.tapeloom.sim.usdm.PositionSide;
import io.tapeloom.sim.usdm.PositionState;
import io.tapeloom.sim.usdm.UsdmDesk;
import java.util.List;
import java.util.Optional;

/** Calls about wallets, positions and what users may set. */
final class AccountCalls implements Endpoints {
  private static final String DUAL = "/fapi/v1/positionSide/dual";
  private static final String MULTI = "/fapi/v1/multiAssetsMargin";
  private static final String BURN = "/fapi/v1/feeBurn";
  private static final String SUCCESS = "{\"code\":200,\"msg\":\"success\"}";

  private final UsdmDesk desk;

  AccountCalls(UsdmDesk desk) {
    this.desk = desk;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        get("/fapi/v2/balance", 5, this::balances),
        get("/fapi/v3/balance", 5, this::balances),
        get("/fapi/v2/account", 5, call -> AccountTexts.accountV2(state(call), false)),
        get("/fapi/v3/account", 5, call -> AccountTexts.accountV3(state(call), false)),
        get("/fapi/v2/positionRisk", 5, this::riskV2),
        get("/fapi/v3/positionRisk", 5, this::riskV3),
        get(DUAL, 30, this::hedged),
        get(MULTI, 30, call -> "{\"multiAssetsMargin\":false}"),
        get(BURN, 30, call -> "{\"feeBurn\":" + state(call).feeBurn() + "}"),
        get("/fapi/v1/accountConfig", 5, this::config),
        get("/fapi/v1/symbolConfig", 5, this::symbolConfig),
        get("/fapi/v1/positionMargin/history", 1, this::marginHistory),
        post("/fapi/v1/leverage", this::leverage),
        post("/fapi/v1/marginType", this::marginType),
        post("/fapi/v1/positionMargin", this::positionMargin),
        post(DUAL, this::setHedged),
        post(MULTI, this::setMulti),
        post(BURN, this::setBurn));
  }

  private static Endpoint get(String path, int weight, Handler handler) {
    return Endpoint.signed(Market.USDM, "GET", path, weight, handler);
  }

  private static Endpoint post(String path, Handler handler) {
    return Endpoint.signed(Market.USDM, "POST", path, 1, handler);
  }

  @Override
  public List<Method> methods() {
    return List.of(
        OrderCalls.method("account.balance", 5, 0, this::balances),
        OrderCalls.method("v2/account.balance", 5, 0, this::balances),
        OrderCalls.method(
            "account.status", 5, 0, call -> AccountTexts.accountV2(state(call), true)),
        OrderCalls.method(
            "v2/account.status", 5, 0, call -> AccountTexts.accountV3(state(call), true)),
        OrderCalls.method("account.position", 5, 0, this::riskV2),
        OrderCalls.method("v2/account.position", 5, 0, this::riskV3));
  }

  private AccountState state(Call call) {
    return desk.state(call.account(), call.nowMs());
  }

  private String balances(Call call) {
    return AccountTexts.balances(state(call));
  }

  private List<PositionState> positions(Call call) {
    Optional<String> symbol = call.params().text("symbol");
    symbol.ifPresent(desk::rules);
    return state(call).positions().stream()
        .filter(p -> symbol.isEmpty() || p.listing().name().equals(symbol.get()))
        .toList();
  }

  private String riskV2(Call call) {
    return Json.list(positions(call), AccountTexts::riskV2);
  }

  private String riskV3(Call call) {
    return Json.list(AccountTexts.live(positions(call)), AccountTexts::riskV3);
  }

  private String hedged(Call call) {
    return "{\"dualSidePosition\":" + state(call).hedged() + "}";
  }

  private String config(Call call) {
    AccountState account = state(call);
    return Json.object(
        json -> {
          json.number("feeTier", 0);
          AccountTexts.rights(json);
          json.flag("dualSidePosition", account.hedged());
          json.number("updateTime", 0);
          json.flag("multiAssetsMargin", false);
          json.number("tradeGroupId", -1);
        });
  }

  private String symbolConfig(Call call) {
    List<PositionState> first =
        positions(call).stream().filter(p -> p.side() != PositionSide.SHORT).toList();
    return Json.list(first, AccountCalls::symbolConfig);
  }

  private static void symbolConfig(Json json, PositionState position) {
    json.open();
    json.text("symbol", position.listing().name());
    json.text("marginType", position.marginType());
    json.flag("isAutoAddMargin", false);
    json.number("leverage", position.leverage());
    json.plain("maxNotionalValue", position.maxNotionalE8());
    json.close();
  }

  private String leverage(Call call) {
    Params params = call.params();
    String symbol = params.required("symbol");
    long leverage = params.requiredInteger("leverage");
    long mostE8 = desk.leverage(call.account(), symbol, leverage, call.nowMs());
    return Json.object(
        json -> {
          json.number("leverage", leverage);
          json.plain("maxNotionalValue", mostE8);
          json.text("symbol", symbol);
        });
  }

  private String marginType(Call call) {
    String symbol = call.params().required("symbol");
    MarginType type = call.params().requiredEnumeration("marginType", MarginType.class);
    desk.marginType(call.account(), symbol, type, call.nowMs());
    return SUCCESS;
  }

  private String positionMargin(Call call) {
    Params params = call.params();
    long amountE8 = params.requiredE8("amount");
    long type = params.requiredInteger("type");
    if (type != 1 && type != 2) {
      throw Refused.invalid("type");
    }
    desk.positionMargin(
        call.account(),
        params.required("symbol"),
        params.enumeration("positionSide", PositionSide.class),
        amountE8,
        type == 1,
        call.nowMs());
    return Json.object(
        json -> {
          json.raw("amount", Json.decimal(amountE8, 1));
          json.number("code", 200);
          json.text("msg", "Successfully modify position margin.");
          json.number("type", type);
        });
  }

  private String marginHistory(Call call) {
    String symbol = call.params().required("symbol");
    long type = call.params().integer("type").orElse(0);
    int limit = call.params().limit(500, 500);
    var rows =
        desk.archive().marginChanges(call.account(), symbol, call.nowMs()).stream()
            .filter(row -> type == 0 || row.type() == type)
            .limit(limit)
            .toList();
    return Json.list(rows, HistoryTexts::margin);
  }

  private String setHedged(Call call) {
    call.params().required("dualSidePosition");
    boolean hedged = call.params().flag("dualSidePosition").orElseThrow();
    desk.hedged(call.account(), hedged, call.nowMs());
    return SUCCESS;
  }

  /** Only single-asset margin exists here, and that is said rather than half done. */
  private String setMulti(Call call) {
    call.params().required("multiAssetsMargin");
    state(call);
    if (call.params().flag("multiAssetsMargin").orElseThrow()) {
      throw new Refused(-4084, "Method is not allowed currently. Upcoming soon.");
    }
    throw new Refused(
        -4171, "Adjusted asset mode is currently set and does not need to be adjusted repeatedly.");
  }

  private String setBurn(Call call) {
    call.params().required("feeBurn");
    boolean burn = call.params().flag("feeBurn").orElseThrow();
    desk.feeBurn(call.account(), burn, call.nowMs());
    return SUCCESS;
  }
}
