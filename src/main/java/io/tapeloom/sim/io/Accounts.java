package io.tapeloom.sim.io;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Market;
import io.tapeloom.sim.io.keys.ApiKey;
import io.tapeloom.sim.io.keys.KeyRing;
import io.tapeloom.sim.io.keys.KeyType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The exchange's customers: the demo account is the first, tools open others. */
final class Accounts {
  /** The demo account. */
  static final int DEMO = 1;

  private static final SortedMap<String, Long> NOTHING = new TreeMap<>();

  private final KeyRing ring;
  private final List<Desk> desks;
  private final List<String> names = new ArrayList<>();

  Accounts(KeyRing ring, List<Desk> desks) {
    this.ring = ring;
    this.desks = desks;
  }

  /** Opens the demo account with its balances and one HMAC key. */
  ApiKey openDemo(long nowMs) {
    Map<Market, SortedMap<String, Long>> balances = new EnumMap<>(Market.class);
    balances.put(Market.SPOT, whole(Map.of("USDT", 100_000L, "BTC", 2L, "ETH", 20L, "BNB", 50L)));
    balances.put(Market.USDM, whole(Map.of("USDT", 100_000L, "BNB", 10L)));
    open("demo", balances, nowMs);
    return ring.add(ring.generate(ring.nextName(DEMO, KeyType.HMAC), DEMO, KeyType.HMAC));
  }

  private static SortedMap<String, Long> whole(Map<String, Long> amounts) {
    SortedMap<String, Long> e8 = new TreeMap<>();
    amounts.forEach((asset, amount) -> e8.put(asset, amount * Fixed.ONE_E8));
    return e8;
  }

  /** Opens an account on both markets and returns its number. */
  int open(String name, Map<Market, SortedMap<String, Long>> balancesE8, long nowMs) {
    names.add(name);
    int account = names.size();
    for (Desk desk : desks) {
      desk.openAccount(account, balancesE8.getOrDefault(desk.market(), NOTHING), nowMs);
    }
    return account;
  }

  boolean exists(int account) {
    return account >= 1 && account <= names.size();
  }

  String name(int account) {
    return names.get(account - 1);
  }

  int count() {
    return names.size();
  }

  KeyRing ring() {
    return ring;
  }

  /** Adds to a balance; false when no desk keeps that market. */
  boolean deposit(int account, Market market, String asset, long amountE8, long nowMs) {
    List<Desk> of = desks.stream().filter(desk -> desk.market() == market).toList();
    of.forEach(desk -> desk.deposit(account, asset, amountE8, nowMs));
    return !of.isEmpty();
  }
}
