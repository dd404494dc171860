package io.tapeloom.sim.io.usdm;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Endpoints;
import io.tapeloom.sim.io.Handler;
import io.tapeloom.sim.io.Params;
import io.tapeloom.sim.io.Security;
import io.tapeloom.sim.usdm.IncomeRow;
import io.tapeloom.sim.usdm.OrderState;
import io.tapeloom.sim.usdm.Page;
import io.tapeloom.sim.usdm.PositionState;
import io.tapeloom.sim.usdm.UsdmDesk;
import io.tapeloom.sim.usdm.UsdmRules;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Calls about the past, and about rates and tables. */
final class HistoryCalls implements Endpoints {
  private static final long UFR_MS = 600_000;

  private final UsdmDesk desk;

  HistoryCalls(UsdmDesk desk) {
    this.desk = desk;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        get("/fapi/v1/userTrades", 5, this::trades),
        get("/fapi/v1/income", 30, this::income),
        bySymbol("/fapi/v1/forceOrders", 20, 50, this::forced),
        get("/fapi/v1/adlQuantile", 5, this::adl),
        get("/fapi/v1/commissionRate", 20, this::commission),
        get("/fapi/v1/leverageBracket", 1, this::brackets),
        get("/fapi/v1/rateLimit/order", 1, HistoryCalls::limits),
        bySymbol("/fapi/v1/apiTradingStatus", 1, 10, this::status),
        Endpoint.open(Market.USDM, "/fapi/v1/symbolAdlRisk", 1, this::adlRisk),
        Endpoint.open(Market.USDM, "/fapi/v1/insuranceBalance", 1, this::insurance));
  }

  private static Endpoint get(String path, int weight, Handler handler) {
    return Endpoint.signed(Market.USDM, "GET", path, weight, handler);
  }

  private static Endpoint bySymbol(String path, int with, int without, Handler handler) {
    return new Endpoint(
        Market.USDM,
        "GET",
        path,
        Security.SIGNED,
        p -> p.has("symbol") ? with : without,
        0,
        handler);
  }

  private String trades(Call call) {
    Params params = call.params();
    Page page = OrderRequests.page(params, "fromId", 500, 1000);
    return Json.list(
        desk.archive()
            .trades(
                call.account(),
                params.required("symbol"),
                params.integer("orderId"),
                page,
                call.nowMs()),
        HistoryTexts::trade);
  }

  private String income(Call call) {
    Params params = call.params();
    Optional<String> kind = params.text("incomeType");
    int limit = params.limit(100, 1000);
    int number = Math.toIntExact(Math.clamp(params.integer("page").orElse(1), 1, 100_000));
    Page all =
        new Page(
            OptionalLong.empty(),
            params.integer("startTime"),
            params.integer("endTime"),
            limit * number);
    List<IncomeRow> rows =
        desk.archive().income(call.account(), params.text("symbol"), kind, all, call.nowMs());
    int from = Math.min(rows.size(), limit * (number - 1));
    return Json.list(rows.subList(from, rows.size()), HistoryTexts::income);
  }

  private String forced(Call call) {
    Params params = call.params();
    Optional<String> kind = params.text("autoCloseType");
    if (kind.isPresent() && !List.of("LIQUIDATION", "ADL").contains(kind.get())) {
      throw Refused.invalid("autoCloseType");
    }
    Page page = OrderRequests.page(params, "", 50, 100);
    List<OrderState> orders =
        desk.archive().liquidations(call.account(), params.text("symbol"), page, call.nowMs());
    boolean none = kind.equals(Optional.of("ADL"));
    return Json.list(none ? List.of() : orders, OrderTexts::forced);
  }

  /** Nobody is ever deleveraged here: everyone stands at 0. */
  private String adl(Call call) {
    Optional<String> symbol = call.params().text("symbol");
    symbol.ifPresent(desk::rules);
    TreeMap<String, Boolean> held = new TreeMap<>();
    for (PositionState position : desk.state(call.account(), call.nowMs()).positions()) {
      String name = position.listing().name();
      if (position.quantityE8() != 0 && (symbol.isEmpty() || symbol.get().equals(name))) {
        held.put(name, true);
      }
    }
    return Json.list(List.copyOf(held.keySet()), HistoryCalls::quantile);
  }

  private static void quantile(Json json, String symbol) {
    json.open().text("symbol", symbol);
    json.name("adlQuantile").open();
    json.number("LONG", 0).number("SHORT", 0).number("BOTH", 0);
    json.close().close();
  }

  private String adlRisk(Call call) {
    Optional<String> symbol = call.params().text("symbol");
    if (symbol.isPresent()) {
      return risk(desk.rules(symbol.get()), call);
    }
    return Json.list(desk.rules(), (json, rules) -> json.raw(risk(rules, call)));
  }

  private static String risk(UsdmRules rules, Call call) {
    return Json.object(
        json -> {
          json.text("symbol", rules.listing().name());
          json.text("adlRisk", "low");
          json.number("updateTime", call.nowMs());
        });
  }

  private String commission(Call call) {
    UsdmRules rules = desk.rules(call.params().required("symbol"));
    return Json.object(
        json -> {
          json.text("symbol", rules.listing().name());
          json.plain("makerCommissionRate", rules.fees().makerE8());
          json.plain("takerCommissionRate", rules.fees().takerE8());
          json.plain("rpiCommissionRate", rules.fees().rpiE8());
        });
  }

  private String brackets(Call call) {
    Optional<String> symbol = call.params().text("symbol");
    List<UsdmRules> rules = symbol.map(s -> List.of(desk.rules(s))).orElseGet(desk::rules);
    return Json.list(rules, HistoryTexts::brackets);
  }

  private static String limits(Call call) {
    return "[{\"rateLimitType\":\"ORDERS\",\"interval\":\"SECOND\",\"intervalNum\":10,"
        + "\"limit\":300},{\"rateLimitType\":\"ORDERS\",\"interval\":\"MINUTE\","
        + "\"intervalNum\":1,\"limit\":1200}]";
  }

  /** Share of orders of the last ten minutes that were never filled; nobody is locked out. */
  private String status(Call call) {
    Optional<String> symbol = call.params().text("symbol");
    List<UsdmRules> rules = symbol.map(s -> List.of(desk.rules(s))).orElseGet(desk::rules);
    return Json.object(
        json -> {
          json.name("indicators").open();
          for (UsdmRules each : rules) {
            String name = each.listing().name();
            json.name(name).array(List.of(unfilled(call, name)), HistoryCalls::indicator);
          }
          json.close();
          json.number("updateTime", call.nowMs());
        });
  }

  private String unfilled(Call call, String symbol) {
    Page page =
        new Page(
            OptionalLong.empty(),
            OptionalLong.of(call.nowMs() - UFR_MS),
            OptionalLong.empty(),
            Integer.MAX_VALUE);
    List<OrderState> orders =
        desk.archive().orders(call.account(), Optional.of(symbol), page, call.nowMs());
    long none = orders.stream().filter(o -> o.executedE8() == 0).count();
    long shareE8 = orders.isEmpty() ? 0 : none * 100_000_000 / orders.size();
    return Json.decimal(shareE8, 1);
  }

  private static void indicator(Json json, String value) {
    json.open();
    json.flag("isLocked", false);
    json.number("plannedRecoverTime", 0);
    json.text("indicator", "UFR");
    json.raw("value", value);
    json.raw("triggerValue", "0.995");
    json.close();
  }

  private String insurance(Call call) {
    Optional<String> symbol = call.params().text("symbol");
    List<String> names =
        symbol.map(s -> List.of(desk.rules(s))).orElseGet(desk::rules).stream()
            .map(r -> r.listing().name())
            .toList();
    return Json.object(
        json -> {
          json.name("symbols").array(names, (j, name) -> j.raw("\"" + name + "\""));
          json.name("assets").array(List.of(desk.insuranceE8()), (j, fund) -> asset(j, fund, call));
        });
  }

  private static void asset(Json json, long fundE8, Call call) {
    json.open();
    json.text("asset", "USDT");
    json.money("marginBalance", fundE8);
    json.number("updateTime", call.nowMs());
    json.close();
  }
}
