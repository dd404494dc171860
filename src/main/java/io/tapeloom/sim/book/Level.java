package io.tapeloom.sim.book;

/** One price of one side: its orders, the longest resting first. Kept and used again. */
final class Level {
  final Side side;
  long ticks;
  long steps;
  long houseSteps;
  int orders;
  Order head;
  Order tail;
  Level nextFree;

  Level(Side side) {
    this.side = side;
  }

  boolean hasUsers() {
    return steps > houseSteps;
  }

  void append(Order order) {
    order.level = this;
    order.before = tail;
    order.after = null;
    if (tail == null) {
      head = order;
    } else {
      tail.after = order;
    }
    tail = order;
    orders++;
    grow(order.steps, order.ofHouse());
  }

  void unlink(Order order) {
    if (order.before == null) {
      head = order.after;
    } else {
      order.before.after = order.after;
    }
    if (order.after == null) {
      tail = order.before;
    } else {
      order.after.before = order.before;
    }
    orders--;
    grow(-order.steps, order.ofHouse());
  }

  void grow(long more, boolean house) {
    steps = Math.addExact(steps, more);
    if (house) {
      houseSteps += more;
    }
  }
}
