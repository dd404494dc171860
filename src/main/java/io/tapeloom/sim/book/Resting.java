package io.tapeloom.sim.book;

/** Everything that rests in a book: both sides, users' orders by id, and the used objects. */
final class Resting {
  private final Side bids = new Side(true);
  private final Side asks = new Side(false);
  private final OrderIds ids = new OrderIds();
  private Order free;

  Side side(boolean ofBids) {
    return ofBids ? bids : asks;
  }

  /** A user's order, or null. */
  Order find(long id) {
    return ids.get(id);
  }

  /** How many orders of users there are. */
  int count() {
    return ids.count();
  }

  /** Puts a user's order at the back of a level's queue. */
  void add(Level level, long id, int owner, long steps) {
    ids.add(rest(level, id, owner, steps));
  }

  private Order rest(Level level, long id, int owner, long steps) {
    Order order = free;
    if (order == null) {
      order = new Order();
    } else {
      free = order.after;
    }
    order.id = id;
    order.owner = owner;
    order.steps = steps;
    level.append(order);
    return order;
  }

  /** Takes an order out. */
  void remove(Order order) {
    if (!order.ofHouse()) {
      ids.remove(order);
    }
    Level level = order.level;
    level.unlink(order);
    order.after = free;
    free = order;
    if (level.orders == 0) {
      level.side.remove(level);
    }
  }

  /** Takes steps off an order; some are left. */
  void shrink(Order order, long less) {
    order.steps -= less;
    order.level.grow(-less, order.ofHouse());
  }

  /** What a trade of the tape takes where no user's order rested. */
  void reprint(boolean takerBuys, long ticks, long steps) {
    Side other = side(!takerBuys);
    int at = clear(other, ticks);
    if (at < other.count() && other.nth(at).ticks == ticks) {
      Level level = other.nth(at);
      withdraw(level, Math.min(steps, level.houseSteps));
    }
  }

  /** Withdraws the house's quotes better than that price; how many levels of users are left. */
  int clear(Side side, long ticks) {
    long worst = side.key(ticks);
    int i = 0;
    while (i < side.count() && side.key(side.nth(i).ticks) > worst) {
      Level level = side.nth(i);
      i += level.hasUsers() ? 1 : 0;
      withdraw(level, level.houseSteps);
    }
    return i;
  }

  /** Takes house steps off a level, the youngest first. */
  void withdraw(Level level, long steps) {
    long left = steps;
    Order order = level.tail;
    while (left > 0) {
      Order before = order.before;
      if (order.ofHouse()) {
        long less = Math.min(left, order.steps);
        left -= less;
        if (less == order.steps) {
          remove(order);
        } else {
          shrink(order, less);
        }
      }
      order = before;
    }
  }

  /** Puts house steps at the back of a level's queue. */
  void join(Level level, long steps) {
    Order last = level.tail;
    if (last != null && last.ofHouse()) {
      last.steps += steps;
      level.grow(steps, true);
    } else {
      rest(level, MatchingBook.HOUSE_ORDER, MatchingBook.HOUSE, steps);
    }
  }
}
