package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.FixedWindow;
import io.tapeloom.sim.Refused;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one address has asked of one market: request weight, raw requests and two pools of their
 * own; whoever goes on after a 429 is banned for two minutes, then twice as long each time, up to
 * three days.
 */
final class AddressLimits {
  private static final long MINUTE_MS = 60_000;
  private static final long FIVE_MINUTES_MS = 5 * MINUTE_MS;
  private static final long FIRST_BAN_MS = 2 * MINUTE_MS;
  private static final long LONGEST_BAN_MS = 3 * 24 * 60 * MINUTE_MS;
  private static final int PATIENCE = 20;

  private final Market market;
  private final FixedWindow weight;
  private final FixedWindow raw;
  private final FixedWindow connections;
  private final Map<String, FixedWindow> pools = new LinkedHashMap<>();
  private long ignoredInMinute;
  private long minute;
  private long banUntilMs;
  private long nextBanMs = FIRST_BAN_MS;

  /**
   * Limits of one address.
   *
   * @param weightPerMinute 0 lifts every limit
   */
  AddressLimits(Market market, int weightPerMinute) {
    this.market = market;
    boolean lifted = weightPerMinute == 0;
    weight = new FixedWindow(MINUTE_MS, weightPerMinute);
    raw = new FixedWindow(FIVE_MINUTES_MS, lifted || market == Market.USDM ? 0 : 300_000);
    connections = new FixedWindow(FIVE_MINUTES_MS, lifted ? 0 : 300);
    pools.put("/futures/data/", new FixedWindow(FIVE_MINUTES_MS, lifted ? 0 : 1000));
    pools.put("/fapi/v1/funding", new FixedWindow(FIVE_MINUTES_MS, lifted ? 0 : 500));
  }

  /** Counts one call; throws when it is one too many. */
  void charge(String path, int amount, String address, long realMs) {
    if (realMs < banUntilMs) {
      throw banned(realMs);
    }
    raw.add(1, realMs);
    weight.add(amount, realMs);
    if (weight.refuses(0, realMs)) {
      throw exceeded(weight, address, realMs);
    }
    if (raw.refuses(0, realMs)) {
      throw exceeded(raw, address, realMs);
    }
    for (Map.Entry<String, FixedWindow> pool : pools.entrySet()) {
      if (path.startsWith(pool.getKey())) {
        pool.getValue().add(1, realMs);
        if (pool.getValue().refuses(0, realMs)) {
          throw exceeded(pool.getValue(), address, realMs);
        }
      }
    }
  }

  /** Counts one connection; throws when it is one too many. */
  void connect(String path, int amount, String address, long realMs) {
    connections.add(1, realMs);
    charge(path, amount, address, realMs);
    if (connections.refuses(0, realMs)) {
      throw exceeded(connections, address, realMs);
    }
  }

  /** Gives weight back, as spot does for orders that succeed. */
  void refund(int amount, long realMs) {
    weight.add(-amount, realMs);
  }

  long used(long realMs) {
    return weight.used(realMs);
  }

  FixedWindow weight() {
    return weight;
  }

  /** Bans the address for a time, whatever it has used. */
  void ban(long forMs, long realMs) {
    banUntilMs = realMs + forMs;
  }

  private TooMany exceeded(FixedWindow window, String address, long realMs) {
    long now = realMs / MINUTE_MS;
    ignoredInMinute = now == minute ? ignoredInMinute + 1 : 1;
    minute = now;
    if (ignoredInMinute > PATIENCE) {
      ignoredInMinute = 0;
      banUntilMs = realMs + nextBanMs;
      nextBanMs = Math.min(LONGEST_BAN_MS, nextBanMs * 2);
      return banned(realMs);
    }
    return new TooMany(429, new Refused(-1003, text(window, address)), window.secondsLeft(realMs));
  }

  private String text(FixedWindow window, String address) {
    if (market == Market.USDM) {
      return "Too many requests; current limit of IP("
          + address
          + ") is "
          + window.limit()
          + " requests per minute. Please use the websocket for live updates to avoid polling"
          + " the API.";
    }
    return "Too much request weight used; current limit is "
        + window.limit()
        + " request weight per "
        + window.intervalMs() / MINUTE_MS
        + " MINUTE. Please use WebSocket Streams for live updates to avoid polling the API.";
  }

  private TooMany banned(long realMs) {
    String text =
        "Way too much request weight used; IP banned until "
            + banUntilMs
            + ". Please use WebSocket Streams for live updates to avoid bans.";
    return new TooMany(418, new Refused(-1003, text), (banUntilMs - realMs + 999) / 1000);
  }
}
