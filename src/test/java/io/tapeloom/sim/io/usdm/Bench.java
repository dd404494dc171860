package io.tapeloom.sim.io.usdm;

import io.tapeloom.kernel.Market;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.sim.Ladder;
import io.tapeloom.sim.SimMarket;
import io.tapeloom.sim.Tape;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.ForceOrders;
import io.tapeloom.sim.io.Handler;
import io.tapeloom.sim.io.Method;
import io.tapeloom.sim.io.Params;
import io.tapeloom.sim.usdm.UsdmMarket;
import io.tapeloom.sim.usdm.UsdmRules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The desk's calls without a server: one account, and a mark price that the test may shift. */
final class Bench {
  static final long START = 1_772_323_200_000L - 10_000;
  private static final long UNIT = 100_000_000L;

  final List<JsonObject> events = new ArrayList<>();
  final UsdmExchange exchange;
  final ForceOrders forced = new ForceOrders();
  long nowMs = START;

  /** Added to the mark price, in per cent. */
  long shiftPercent;

  Bench() {
    List<UsdmMarket> markets = new ArrayList<>();
    for (Tape tape : SimMarket.ofSeed(5).tapes(Market.USDM)) {
      markets.add(
          new UsdmMarket(
              UsdmRules.of(tape.listing()), tape, Ladder.of(tape), now -> mark(tape, now)));
    }
    exchange =
        new UsdmExchange(
            markets,
            now -> OptionalLong.of(600 * UNIT),
            (market, account, type, json) -> events.add(new JsonObject(json)),
            forced,
            START);
    TreeMap<String, Long> balances = new TreeMap<>();
    balances.put("USDT", 10_000 * UNIT);
    balances.put("BNB", UNIT);
    exchange.openAccount(1, balances, START);
  }

  private Optional<MarkPrice> mark(Tape tape, long now) {
    return tape.mark(now)
        .map(
            m ->
                new MarkPrice(
                    m.instrument(),
                    m.markE8() / 100 * (100 + shiftPercent),
                    m.indexE8(),
                    m.fundingRateE8(),
                    m.nextFundingMs(),
                    m.timeMs()));
  }

  /** Answer of a REST call, as JSON text. */
  String call(String method, String path, String query) {
    for (Endpoint endpoint : exchange.endpoints()) {
      if (endpoint.method().equals(method) && endpoint.path().equals(path)) {
        return answer(endpoint.handler(), query);
      }
    }
    throw new AssertionError("no " + method + " " + path);
  }

  /** Answer of a method of the WebSocket API. */
  String method(String name, String query) {
    for (Method method : exchange.methods()) {
      if (method.name().equals(name)) {
        return answer(method.handler(), query);
      }
    }
    throw new AssertionError("no " + name);
  }

  private String answer(Handler handler, String query) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
      values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return handler.answer(new Call(new Params(values), 1, "", nowMs, false));
  }

  /** The last price of BTCUSDT so many per mille away, on its grid. */
  String price(int perMille) {
    String brackets = call("GET", "/fapi/v2/positionRisk", "symbol=BTCUSDT");
    String mark = new JsonArray(brackets).getJsonObject(0).getString("markPrice");
    return new BigDecimal(mark)
        .multiply(BigDecimal.valueOf(1000 + perMille))
        .movePointLeft(3)
        .setScale(1, RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** Events of one kind, newest last. */
  List<JsonObject> events(String type) {
    return events.stream().filter(e -> e.getString("e").equals(type)).toList();
  }
}
