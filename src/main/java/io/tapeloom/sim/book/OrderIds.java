package io.tapeloom.sim.book;

/** Resting orders by id: open addressing with linear probing, without boxes and tombstones. */
final class OrderIds {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final int INITIAL_BITS = 10;

  private int shift = Long.SIZE - INITIAL_BITS;
  private Order[] table = new Order[1 << INITIAL_BITS];
  private int count;

  int count() {
    return count;
  }

  /** The order, or null. */
  Order get(long id) {
    int at = home(id);
    while (table[at] != null && table[at].id != id) {
      at = next(at);
    }
    return table[at];
  }

  /** Adds an order whose id is not there. */
  void add(Order order) {
    if (2 * (count + 1) > table.length) {
      grow();
    }
    place(order);
    count++;
  }

  /** Takes out an order that is there and closes the gap it leaves. */
  void remove(Order order) {
    int gap = home(order.id);
    while (table[gap] != order) {
      gap = next(gap);
    }
    for (int at = next(gap); table[at] != null; at = next(at)) {
      if (mayMove(home(table[at].id), gap, at)) {
        table[gap] = table[at];
        gap = at;
      }
    }
    table[gap] = null;
    count--;
  }

  /** Whether what lives at {@code home} and stands at {@code at} may stand in the gap. */
  private static boolean mayMove(int home, int gap, int at) {
    return gap <= at ? home <= gap || home > at : home <= gap && home > at;
  }

  private void place(Order order) {
    int at = home(order.id);
    while (table[at] != null) {
      at = next(at);
    }
    table[at] = order;
  }

  private void grow() {
    Order[] old = table;
    table = new Order[2 * old.length];
    shift--;
    for (Order order : old) {
      if (order != null) {
        place(order);
      }
    }
  }

  private int home(long id) {
    return (int) (id * GOLDEN >>> shift);
  }

  private int next(int at) {
    return at + 1 & table.length - 1;
  }
}
