package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.TradeSource;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** Symbols that take no orders for a while, by a fault or because their market is closed. */
final class Halts {
  private final Map<String, Long> untilMs = new TreeMap<>();
  private final TradeSource source;

  Halts(TradeSource source) {
    this.source = source;
  }

  void halt(Market market, String symbol, long until) {
    untilMs.put(market + " " + symbol, until);
  }

  /** Refuses an order for a symbol that is halted. */
  void check(Market market, String symbol, long nowMs) {
    if (halted(market, symbol, nowMs)) {
      throw market == Market.SPOT
          ? new Refused(-2010, "Market is closed.")
          : new Refused(-4141, "Symbol is closed.");
    }
  }

  private boolean halted(Market market, String symbol, long nowMs) {
    return nowMs < untilMs.getOrDefault(market + " " + symbol, Long.MIN_VALUE)
        || source.tapes(market).stream()
            .anyMatch(t -> t.listing().name().equals(symbol) && t.closed(nowMs));
  }

  private boolean anyHalted(long nowMs) {
    return untilMs.values().stream().anyMatch(until -> nowMs < until)
        || source.tapes().stream().anyMatch(tape -> tape.closed(nowMs));
  }

  /** The body of exchangeInfo as it reads while symbols are halted. */
  String shown(Market market, String exchangeInfo, long nowMs) {
    if (!anyHalted(nowMs)) {
      return exchangeInfo;
    }
    JsonObject info = new JsonObject(exchangeInfo);
    for (Object one : info.getJsonArray("symbols")) {
      JsonObject symbol = (JsonObject) one;
      if (halted(market, symbol.getString("symbol"), nowMs)) {
        symbol.put("status", market == Market.SPOT ? "HALT" : "SETTLING");
      }
    }
    return info.encode();
  }
}
