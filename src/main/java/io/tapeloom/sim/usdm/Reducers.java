package io.tapeloom.sim.usdm;

import io.tapeloom.sim.book.Force;
import io.tapeloom.sim.book.Result;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps orders that may only reduce within their position. What the book holds of such an order is
 * at most what is left to close once everything of the account that trades before it has traded, so
 * that no single sweep of the book can turn a position around. When the position is gone these
 * orders expire.
 */
final class Reducers {
  private static final Comparator<Order> BEST_BUY =
      Comparator.comparingLong((Order o) -> -o.priceE8).thenComparingLong(o -> o.turn);
  private static final Comparator<Order> BEST_SELL =
      Comparator.comparingLong((Order o) -> o.priceE8).thenComparingLong(o -> o.turn);

  private final Pit pit;
  private final ArrayDeque<Position> changed = new ArrayDeque<>();
  private long turns;

  Reducers(Pit pit) {
    this.pit = pit;
  }

  /** Remembers a position whose orders may have to change; the book may be matching. */
  void touch(Position position) {
    if (!changed.contains(position)) {
      changed.add(position);
    }
  }

  /** Brings the orders of all touched positions in line. */
  void settle() {
    while (!changed.isEmpty()) {
      Position position = changed.poll();
      settle(position, true);
      settle(position, false);
    }
  }

  private void settle(Position position, boolean buys) {
    List<Order> orders =
        position.holding.orders.values().stream()
            .filter(o -> o.positionSide == position.side && o.buys() == buys)
            .sorted(buys ? BEST_BUY : BEST_SELL)
            .toList();
    if (orders.stream().noneMatch(Order::closing)) {
      return;
    }
    Contract contract = position.holding.contract;
    contract.house.quote(pit.nowMs);
    long closable = contract.steps(position.closableE8(buys));
    long before = 0;
    for (Order order : orders) {
      if (!order.open()) {
        continue;
      }
      if (!order.closing()) {
        before += inBook(order);
      } else if (closable == 0) {
        contract.book.cancel(order.id);
        pit.expire(order, ExpiryReason.REDUCE_ONLY);
      } else {
        long steps = contract.steps(order.leftE8());
        long target = Math.min(steps, Math.max(0, closable - before));
        before += resize(order, target);
      }
    }
  }

  static long inBook(Order order) {
    return Math.max(0, order.holding.contract.book.left(order.id));
  }

  /** Answers what the order has got of it: nothing, where it may only rest and would trade. */
  private long resize(Order order, long target) {
    long now = inBook(order);
    Contract contract = order.holding.contract;
    if (target == now) {
      return target;
    }
    if (target > 0 && target < now) {
      contract.book.reduce(order.id, target);
      return target;
    }
    contract.book.cancel(order.id);
    boolean posts = order.timeInForce.force() == Force.POST_ONLY;
    if (target > 0
        && submit(order, target, posts ? Force.POST_ONLY : Force.GTC)
            == Result.REJECTED_POST_ONLY) {
      pit.expire(order, ExpiryReason.NONE);
      return 0;
    }
    return target;
  }

  /** How many steps a new order may bring to the book. */
  long allowed(Order order) {
    Contract contract = order.holding.contract;
    long left = contract.steps(order.leftE8());
    if (!order.closing()) {
      return left;
    }
    long closable = contract.steps(order.position().closableE8(order.buys()));
    for (Order other : order.holding.orders.values()) {
      boolean same = other.positionSide == order.positionSide && other.buys() == order.buys();
      boolean first =
          order.buys() ? other.priceE8 >= order.priceE8 : other.priceE8 <= order.priceE8;
      closable -= other != order && same && first ? inBook(other) : 0;
    }
    return Math.clamp(closable, 0, left);
  }

  /** Gives an order to the book; a market order trades up to its bound. */
  void submit(Order order, long steps) {
    submit(order, steps, order.type == OrderType.MARKET ? Force.IOC : order.timeInForce.force());
  }

  private Result submit(Order order, long steps, Force force) {
    Contract contract = order.holding.contract;
    order.turn = ++turns;
    return contract.book.submit(
        order.id,
        order.holding.account.id,
        order.buys(),
        contract.ticks(order.priceE8),
        steps,
        force,
        order.request.stp());
  }
}
