package io.tapeloom.sim.spot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one account did on one symbol. Orders that ended without a trade are archived after 90 days;
 * beyond {@link #MOST} finished orders the oldest go, so that a busy account cannot fill the
 * memory.
 */
final class Records {
  static final int MOST = 100_000;
  private static final long KEPT_MS = 90L * 86_400_000;

  final TreeMap<Long, SpotOrder> orders = new TreeMap<>();
  final TreeMap<Long, SpotOrder> open = new TreeMap<>();
  private final TreeMap<Long, Fill> fills = new TreeMap<>();
  final TreeMap<Long, PreventedMatch> prevented = new TreeMap<>();
  private final TreeMap<String, SpotOrder> named = new TreeMap<>();
  private long archivedId;

  void add(SpotOrder order) {
    orders.put(order.id, order);
    open.put(order.id, order);
    name(order);
  }

  void add(PreventedMatch match) {
    prevented.put(match.matchId(), match);
    if (prevented.size() > MOST) {
      prevented.pollFirstEntry();
    }
  }

  void add(Fill fill) {
    fills.put(key(fill), fill);
  }

  /** Both sides of a trade with oneself have the trade's id. */
  private static long key(Fill fill) {
    return fill.tradeId() * 2 + (fill.maker() ? 1 : 0);
  }

  /** Trades from that id on. */
  Collection<Fill> fillsFrom(long tradeId) {
    return fills.tailMap(tradeId * 2).values();
  }

  private void name(SpotOrder order) {
    named.put(order.currentClientId, order);
  }

  /**
   * The order is found under its new client order id from now on, and under the old one no more.
   */
  void rename(SpotOrder order, String before) {
    named.remove(before, order);
    name(order);
  }

  void closed(SpotOrder order) {
    open.remove(order.id);
    if (orders.size() - open.size() > MOST) {
      forget(oldestClosed());
    }
  }

  private SpotOrder oldestClosed() {
    return orders.values().stream().filter(o -> !o.open()).findFirst().orElseThrow();
  }

  private void forget(SpotOrder order) {
    orders.remove(order.id);
    named.remove(order.currentClientId, order);
    archivedId = Math.max(archivedId, order.id);
    order.fills.forEach(fill -> fills.remove(key(fill)));
  }

  /** Archives what is due. */
  void archive(long nowMs) {
    Iterator<SpotOrder> all = orders.values().iterator();
    List<SpotOrder> due = new ArrayList<>(0);
    while (all.hasNext()) {
      SpotOrder order = all.next();
      if (order.createdMs > nowMs - KEPT_MS) {
        break;
      }
      if (!order.open() && order.doneE8 == 0 && order.updatedMs <= nowMs - KEPT_MS) {
        due.add(order);
      }
    }
    due.forEach(this::forget);
  }

  /** Whether an order of that id may have been archived. */
  boolean archived(long id) {
    return id > 0 && id <= archivedId && !orders.containsKey(id);
  }

  Optional<SpotOrder> find(String clientId) {
    return Optional.ofNullable(named.get(clientId));
  }

  boolean inUse(String clientId) {
    SpotOrder order = named.get(clientId);
    return order != null && order.open();
  }

  long openCount() {
    return open.size();
  }

  long openConditional() {
    return open.values().stream()
        .filter(o -> o.ticket.type().conditional() && o.workingMs < 0)
        .count();
  }
}
