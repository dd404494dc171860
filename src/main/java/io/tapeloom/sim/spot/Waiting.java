package io.tapeloom.sim.spot;

import io.tapeloom.sim.book.Prints;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The conditional orders of one symbol. It looks at the tape's trades one by one, and stops at the
 * first moment in which one of them triggers an order.
 */
final class Waiting {
  private static final long SPAN_MS = 1_000;
  private static final int BASIS = 10_000;

  private final Prints prints;
  private final long tickE8;
  private final TreeMap<Long, SpotOrder> orders = new TreeMap<>();
  private final List<SpotOrder> fired = new ArrayList<>(1);
  private long seenMs;
  private long firedMs;

  Waiting(Prints prints, long tickE8) {
    this.prints = prints;
    this.tickE8 = tickE8;
  }

  void add(SpotOrder order) {
    orders.put(order.id, order);
  }

  void remove(SpotOrder order) {
    orders.remove(order.id);
  }

  boolean isEmpty() {
    return orders.isEmpty();
  }

  boolean holds(SpotOrder order) {
    return orders.containsKey(order.id);
  }

  /**
   * Looks at every trade after the last one seen, up to that moment: the moment in which an order
   * was triggered, or the one asked for.
   */
  long look(long toMs) {
    while (!orders.isEmpty() && seenMs < toMs) {
      long until = Math.min(seenMs + SPAN_MS, toMs);
      firedMs = Long.MAX_VALUE;
      prints.between(seenMs + 1, until + 1, (ms, ticks, steps, buys) -> trade(ms, ticks));
      seenMs = Math.min(until, firedMs);
      if (!fired.isEmpty()) {
        return seenMs;
      }
    }
    seenMs = Math.max(seenMs, toMs);
    return toMs;
  }

  /** The orders that were triggered since it was last asked. */
  List<SpotOrder> takeFired() {
    if (fired.isEmpty()) {
      return List.of();
    }
    List<SpotOrder> taken = List.copyOf(fired);
    fired.clear();
    return taken;
  }

  private void trade(long timeMs, long ticks) {
    if (timeMs > firedMs) {
      return;
    }
    for (SpotOrder order : orders.values()) {
      if (timeMs > order.seenMs && !fired.contains(order) && fires(order, ticks * tickE8, timeMs)) {
        fired.add(order);
        firedMs = timeMs;
      }
    }
  }

  private static boolean fires(SpotOrder order, long priceE8, long timeMs) {
    Amounts amounts = order.ticket.amounts();
    if (amounts.trailingDelta() == 0) {
      return reached(order.ticket, priceE8);
    }
    if (order.trailingMs >= 0) {
      return trails(order, priceE8);
    }
    if (reached(order.ticket, priceE8)) {
      order.trailingMs = timeMs;
      order.bestE8 = priceE8;
    }
    return false;
  }

  /** Whether a price meets the stop price of an order. */
  static boolean reached(Ticket ticket, long priceE8) {
    long stop = ticket.amounts().stopPriceE8();
    boolean above = ticket.buys() != ticket.type().takesProfit();
    return above ? priceE8 >= stop : priceE8 <= stop;
  }

  /** Sell orders follow the highest price, buy orders the lowest. */
  private static boolean trails(SpotOrder order, long priceE8) {
    long delta = order.ticket.amounts().trailingDelta();
    if (order.ticket.buys()) {
      order.bestE8 = Math.min(order.bestE8, priceE8);
      return Math.multiplyExact(priceE8, BASIS) >= order.bestE8 * (BASIS + delta);
    }
    order.bestE8 = Math.max(order.bestE8, priceE8);
    return Math.multiplyExact(priceE8, BASIS) <= order.bestE8 * (BASIS - delta);
  }
}
