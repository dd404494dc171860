package io.tapeloom.sim.spot;

import io.tapeloom.sim.Refused;
import java.util.List;
import java.util.TreeMap;

/** One account's balances and everything it ever did; belongs to the desk's thread. */
final class Account {
  private final TreeMap<String, Balance> balances = new TreeMap<>();
  private final TreeMap<String, Records> records = new TreeMap<>();
  final TreeMap<Long, SpotList> lists = new TreeMap<>();
  final TreeMap<Long, SpotList> openLists = new TreeMap<>();
  final int id;
  long updatedMs;

  /** Whether fees are paid in the fee asset where there is enough of it. */
  boolean burns = true;

  /** What it has of one asset. */
  static final class Balance {
    long freeE8;
    long lockedE8;
  }

  Account(int id, long nowMs) {
    this.id = id;
    this.updatedMs = nowMs;
  }

  Balance balance(String asset) {
    return balances.computeIfAbsent(asset, a -> new Balance());
  }

  Holding holding(String asset) {
    Balance balance = balance(asset);
    return new Holding(asset, balance.freeE8, balance.lockedE8);
  }

  List<Holding> holdings() {
    return balances.keySet().stream().map(this::holding).toList();
  }

  Records records(String symbol) {
    return records.computeIfAbsent(symbol, s -> new Records());
  }

  List<Records> records() {
    return List.copyOf(records.values());
  }

  void add(SpotList list) {
    lists.put(list.id, list);
    openLists.put(list.id, list);
  }

  void closed(SpotList list) {
    openLists.remove(list.id);
    if (lists.size() - openLists.size() > Records.MOST) {
      lists.remove(oldestClosedList());
    }
  }

  private long oldestClosedList() {
    return lists.keySet().stream()
        .filter(id -> !openLists.containsKey(id))
        .findFirst()
        .orElseThrow();
  }

  /** Binds exactly that much for an order; what is too much becomes free. */
  void bind(SpotOrder order, long e8) {
    Balance balance = balance(order.pays());
    long more = Math.subtractExact(e8, order.lockedE8);
    if (more > balance.freeE8) {
      throw insufficient();
    }
    balance.freeE8 -= more;
    balance.lockedE8 += more;
    order.lockedE8 = e8;
  }

  /** Pays from what is free. */
  void pay(String asset, long e8) {
    Balance balance = balance(asset);
    if (e8 > balance.freeE8) {
      throw new IllegalStateException(
          "account %d: expected %d of %s to be free, got %d"
              .formatted(id, e8, asset, balance.freeE8));
    }
    balance.freeE8 -= e8;
  }

  void receive(String asset, long e8) {
    Balance balance = balance(asset);
    balance.freeE8 = Math.addExact(balance.freeE8, e8);
  }

  void require(String asset, long e8) {
    if (balance(asset).freeE8 < e8) {
      throw insufficient();
    }
  }

  static Refused insufficient() {
    return new Refused(-2010, "Account has insufficient balance for requested action.");
  }
}
