package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.FixedWindow;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The limits of every address and account; each is made when it first calls. */
public final class Limits implements UserEvents {
  private static final int MOST_ADDRESSES = 10_000;
  private static final long NO_LIMIT = 1_000_000_000;

  private final int weightPerMinute;

  /** The one that has been silent for longest comes first, and goes when there are too many. */
  private final LinkedHashMap<String, AddressLimits> addresses =
      new LinkedHashMap<>(16, 0.75f, true);

  private final Map<String, OrderLimits> accounts = new HashMap<>();

  /**
   * Limits of one exchange.
   *
   * @param usdmWeightPerMinute what an address may use on USD-M; spot allows two and a half times
   *     as much, 0 lifts every limit of both
   */
  Limits(int usdmWeightPerMinute) {
    this.weightPerMinute = usdmWeightPerMinute;
  }

  AddressLimits of(Market market, String address) {
    int weight = market == Market.SPOT ? weightPerMinute / 2 * 5 : weightPerMinute;
    AddressLimits limits =
        addresses.computeIfAbsent(market + " " + address, key -> new AddressLimits(market, weight));
    if (addresses.size() > MOST_ADDRESSES) {
      addresses.pollFirstEntry();
    }
    return limits;
  }

  OrderLimits of(Market market, int account) {
    return accounts.computeIfAbsent(
        market + " " + account, key -> new OrderLimits(market, weightPerMinute == 0));
  }

  /** Gives a filled order's place back, which spot does and USD-M does not. */
  @Override
  public void publish(Market market, int account, String type, String json) {
    if (market == Market.SPOT && json.contains("\"X\":\"FILLED\"")) {
      of(market, account).count(-1, System.currentTimeMillis());
    }
  }

  /** Bans every address for a time. */
  void ban(long forMs, long realMs) {
    addresses.values().forEach(limits -> limits.ban(forMs, realMs));
  }

  /** The {@code rateLimits} rows of an account's orders, as {@code rateLimit/order} answers. */
  public JsonArray orders(Market market, int account, boolean counted) {
    long realMs = System.currentTimeMillis();
    JsonArray rows = new JsonArray();
    for (OrderLimits.Rule rule : of(market, account).rules()) {
      rows.add(row("ORDERS", rule.interval(), rule.number(), rule.window(), counted ? realMs : -1));
    }
    return rows;
  }

  /** The {@code rateLimits} rows of an answer of the WebSocket API. */
  JsonArray rows(Market market, String address, int account) {
    JsonArray rows = new JsonArray();
    long realMs = System.currentTimeMillis();
    rows.add(row("REQUEST_WEIGHT", "MINUTE", 1, of(market, address).weight(), realMs));
    if (account > 0) {
      rows.addAll(orders(market, account, true));
    }
    return rows;
  }

  private static JsonObject row(
      String type, String interval, int number, FixedWindow window, long realMs) {
    JsonObject row =
        new JsonObject()
            .put("rateLimitType", type)
            .put("interval", interval)
            .put("intervalNum", number)
            .put("limit", window.limit() == 0 ? NO_LIMIT : window.limit());
    return realMs < 0 ? row : row.put("count", window.used(realMs));
  }
}
