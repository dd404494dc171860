package io.tapeloom.sim.io.spot;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Limits;
import io.tapeloom.sim.io.Params;
import io.tapeloom.sim.spot.Fill;
import io.tapeloom.sim.spot.Holding;
import io.tapeloom.sim.spot.SpotDesk;
import io.tapeloom.sim.spot.SpotQueries.Span;
import io.tapeloom.sim.spot.SpotRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an account has, pays and did. */
final class AccountCalls {
  private final SpotDesk desk;
  private final Limits limits;

  AccountCalls(SpotDesk desk, Limits limits) {
    this.desk = desk;
    this.limits = limits;
  }

  /** The calls by their names of the WebSocket API. */
  Map<String, Endpoint> calls() {
    Map<String, Endpoint> calls = new LinkedHashMap<>();
    calls.put("account.status", OrderCalls.order("GET", "account", p -> 20, 0, this::account));
    calls.put(
        "account.commission",
        OrderCalls.order("GET", "account/commission", p -> 20, 0, this::commission));
    calls.put(
        "account.rateLimits.orders",
        OrderCalls.order("GET", "rateLimit/order", p -> 40, 0, this::orderLimits));
    calls.put(
        "myTrades",
        OrderCalls.order("GET", "myTrades", p -> p.has("orderId") ? 5 : 20, 0, this::trades));
    calls.put(
        "myPreventedMatches",
        OrderCalls.order(
            "GET",
            "myPreventedMatches",
            p -> p.has("preventedMatchId") ? 2 : 20,
            0,
            this::prevented));
    calls.put(
        "myAllocations", OrderCalls.order("GET", "myAllocations", p -> 20, 0, this::allocations));
    return calls;
  }

  private String account(Call call) {
    boolean some = call.params().flag("omitZeroBalances").orElse(false);
    call.params().done();
    desk.advance(call.nowMs());
    List<Holding> holdings =
        holdings(desk, call.account()).stream()
            .filter(h -> !some || h.freeE8() != 0 || h.lockedE8() != 0)
            .toList();
    return AccountTexts.account(
        holdings, SpotRules.Fees.USUAL, desk.queries().updatedMs(call.account()), call.account());
  }

  /** Every asset of the exchange, with what the account has of it. */
  static List<Holding> holdings(SpotDesk desk, int account) {
    Map<String, Holding> all = new TreeMap<>();
    for (String symbol : desk.queries().symbols()) {
      String base = desk.queries().rules(symbol).listing().baseAsset();
      String quote = symbol.substring(base.length());
      List.of(base, quote).forEach(asset -> all.put(asset, new Holding(asset, 0, 0)));
    }
    desk.queries().holdings(account).forEach(holding -> all.put(holding.asset(), holding));
    return List.copyOf(all.values());
  }

  private String commission(Call call) {
    String symbol = Reading.symbol(call.params());
    call.params().done();
    return AccountTexts.commission(
        desk.queries().rules(symbol), desk.queries().burnsFeeAsset(call.account()));
  }

  private String orderLimits(Call call) {
    call.params().done();
    return limits.orders(Market.SPOT, call.account(), true).encode();
  }

  private String trades(Call call) {
    Params params = call.params();
    String symbol = Reading.symbol(params);
    long orderId = params.integer("orderId").orElse(-1);
    Span span = Reading.span(params, "fromId");
    params.done();
    if (span.fromId() >= 0 && (span.startMs() >= 0 || span.endMs() >= 0)) {
      throw new Refused(-1128, "Combination of optional parameters invalid.");
    }
    desk.advance(call.nowMs());
    List<Fill> fills = desk.queries().fills(call.account(), symbol, orderId, span);
    return OrderTexts.array(fills, OrderTexts::trade);
  }

  private String prevented(Call call) {
    Params params = call.params();
    String symbol = Reading.symbol(params);
    long matchId = params.integer("preventedMatchId").orElse(-1);
    long orderId = params.integer("orderId").orElse(-1);
    long fromId = params.integer("fromPreventedMatchId").orElse(-1);
    int limit = params.limit(500, 1000);
    params.done();
    if (matchId < 0 && orderId < 0) {
      throw new Refused(
          -1102, "Param 'preventedMatchId' or 'orderId' must be sent, but both were empty/null!");
    }
    desk.advance(call.nowMs());
    return OrderTexts.array(
        desk.queries().prevented(call.account(), symbol, matchId, orderId, fromId, limit),
        OrderTexts::prevented);
  }

  /** Smart order routing does not exist here, so nothing was ever allocated. */
  private String allocations(Call call) {
    Params params = call.params();
    desk.queries().rules(Reading.symbol(params));
    params.integer("orderId");
    params.integer("fromAllocationId");
    Reading.span(params, "fromId");
    params.done();
    return "[]";
  }
}
