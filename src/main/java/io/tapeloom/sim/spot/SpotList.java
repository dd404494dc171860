package io.tapeloom.sim.spot;

import java.util.ArrayList;
import java.util.List;

/** Orders that belong together; belongs to the desk's thread. */
final class SpotList {
  final Account account;
  final Pit pit;
  final long id;
  final String clientId;
  final Contingency contingency;
  final List<SpotOrder> orders = new ArrayList<>(3);

  /** The orders that start when the first is filled; empty in a pair. */
  final List<SpotOrder> pending = new ArrayList<>(2);

  ListStatus status = ListStatus.EXEC_STARTED;
  long timeMs;

  SpotList(
      Account account, Pit pit, long id, String clientId, Contingency contingency, long nowMs) {
    this.account = account;
    this.pit = pit;
    this.id = id;
    this.clientId = clientId;
    this.contingency = contingency;
    this.timeMs = nowMs;
  }

  void add(SpotOrder order) {
    order.list = this;
    orders.add(order);
  }

  boolean open() {
    return orders.stream().anyMatch(SpotOrder::open);
  }

  /** The order that must be filled before the others start. */
  boolean startsWith(SpotOrder order) {
    return contingency == Contingency.OTO && orders.getFirst() == order;
  }

  ListView view() {
    return new ListView(
        account.id,
        id,
        contingency,
        status,
        clientId,
        pit.symbol,
        timeMs,
        orders.stream().map(SpotOrder::view).toList());
  }
}
