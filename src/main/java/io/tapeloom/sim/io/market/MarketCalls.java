package io.tapeloom.sim.io.market;

import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Endpoints;
import io.tapeloom.sim.io.Floor;
import io.tapeloom.sim.io.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The public calls of one market, over REST and over the WebSocket API. */
final class MarketCalls implements Endpoints {
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final Map<String, String> methods;

  MarketCalls(Floor floor, Boards boards) {
    endpoints.addAll(new InfoCalls(boards, floor.settings().weightPerMinute()).endpoints());
    endpoints.addAll(new TradeCalls(boards).endpoints());
    endpoints.addAll(new DepthCalls(boards).endpoints());
    endpoints.addAll(new KlineCalls(floor.vertx(), boards).endpoints());
    endpoints.addAll(new TickerCalls(boards).endpoints());
    if (!boards.spot()) {
      endpoints.addAll(new FundingCalls(boards).endpoints());
      endpoints.addAll(new CrowdCalls(boards).endpoints());
    }
    methods = boards.spot() ? spot() : usdm();
  }

  private static Map<String, String> spot() {
    Map<String, String> methods = new LinkedHashMap<>();
    List.of(
            "ping",
            "time",
            "exchangeInfo",
            "depth",
            "klines",
            "uiKlines",
            "avgPrice",
            "ticker",
            "executionRules",
            "referencePrice")
        .forEach(name -> methods.put(name, "/api/v3/" + name));
    methods.put("referencePrice.calculation", "/api/v3/referencePrice/calculation");
    methods.put("myFilters", "/api/v3/myFilters");
    methods.put("trades.recent", "/api/v3/trades");
    methods.put("trades.historical", "/api/v3/historicalTrades");
    methods.put("trades.aggregate", "/api/v3/aggTrades");
    methods.put("blockTrades.historical", "/api/v3/historicalBlockTrades");
    methods.put("ticker.24hr", "/api/v3/ticker/24hr");
    methods.put("ticker.tradingDay", "/api/v3/ticker/tradingDay");
    methods.put("ticker.price", "/api/v3/ticker/price");
    methods.put("ticker.book", "/api/v3/ticker/bookTicker");
    return methods;
  }

  private static Map<String, String> usdm() {
    Map<String, String> methods = new LinkedHashMap<>();
    methods.put("depth", "/fapi/v1/depth");
    methods.put("ticker.price", "/fapi/v1/ticker/price");
    methods.put("ticker.book", "/fapi/v1/ticker/bookTicker");
    return methods;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.copyOf(endpoints);
  }

  @Override
  public List<Method> methods() {
    List<Method> all = new ArrayList<>();
    methods.forEach(
        (name, path) ->
            endpoints.stream()
                .filter(endpoint -> endpoint.path().equals(path))
                .forEach(endpoint -> all.add(Method.of(name, endpoint))));
    return all;
  }
}
