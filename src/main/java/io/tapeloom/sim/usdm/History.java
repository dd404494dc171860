package io.tapeloom.sim.usdm;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * What of the past can be asked for, and for how long: orders 90 days, cancelled and expired ones
 * without a fill 3 days, trades and income 3 months; one question spans at most 7 days. Of each
 * kind the newest hundred thousand are kept.
 */
final class History {
  private static final long DAY_MS = 86_400_000;
  private static final long KEPT_MS = 90 * DAY_MS;
  private static final long UNFILLED_MS = 3 * DAY_MS;
  private static final int MOST_ROWS = 100_000;

  private History() {}

  /** The rows of a page: from a number or a start the oldest, else the newest, always ascending. */
  static <T> List<T> page(
      List<T> rows, Page page, long nowMs, ToLongFunction<T> id, ToLongFunction<T> time) {
    long end = page.endMs().orElse(nowMs);
    boolean started = page.startMs().isPresent();
    end = started && page.endMs().isEmpty() ? page.startMs().getAsLong() + Page.WEEK_MS : end;
    long start = page.fromId().isPresent() ? 0 : page.startMs().orElse(end - Page.WEEK_MS);
    List<T> found = new ArrayList<>();
    for (T row : rows) {
      long at = time.applyAsLong(row);
      boolean from = id.applyAsLong(row) >= page.fromId().orElse(0);
      if (from && at >= start && at <= end) {
        found.add(row);
      }
    }
    int size = found.size();
    int most = Math.min(size, page.limit());
    boolean oldest = started || page.fromId().isPresent();
    return List.copyOf(oldest ? found.subList(0, most) : found.subList(size - most, size));
  }

  /** Whether an order can still be asked for. */
  static boolean shown(Order order, long nowMs) {
    if (order.open()) {
      return true;
    }
    long age = nowMs - order.updateMs;
    boolean unfilled = order.executedE8 == 0;
    return age <= (unfilled ? UNFILLED_MS : KEPT_MS);
  }

  static boolean shown(Algo algo, long nowMs) {
    if (algo.open()) {
      return true;
    }
    boolean unfilled = algo.order == null || algo.order.executedE8 == 0;
    return nowMs - algo.updateMs <= (unfilled ? UNFILLED_MS : KEPT_MS);
  }

  /** Orders in the order of their numbers. */
  static List<Order> orders(Account account, Optional<Contract> contract, long nowMs) {
    return account.orders.values().stream()
        .filter(o -> contract.isEmpty() || o.holding.contract == contract.get())
        .filter(o -> shown(o, nowMs))
        .toList();
  }

  /** Keeps the newest rows of an account that never stops. */
  static void bound(Account account) {
    oldest(account.orders, MOST_ROWS, Order::open);
    oldest(account.algos, MOST_ROWS, Algo::open);
    newest(account.trades);
    newest(account.incomes);
    newest(account.amendments);
    newest(account.liquidated);
    newest(account.marginChanges);
  }

  /** Drops the oldest that have ended; an old one that is still open holds none of them. */
  static <T> void oldest(TreeMap<Long, T> rows, int most, Predicate<T> open) {
    Iterator<T> all = rows.values().iterator();
    while (rows.size() > most && all.hasNext()) {
      if (!open.test(all.next())) {
        all.remove();
      }
    }
  }

  private static void newest(List<?> rows) {
    if (rows.size() > 2 * MOST_ROWS) {
      rows.subList(0, rows.size() - MOST_ROWS).clear();
    }
  }

  /** Forgets what nobody can ask for any more. */
  static void prune(Account account, long nowMs) {
    account.orders.values().removeIf(o -> !shown(o, nowMs));
    account.algos.values().removeIf(a -> !shown(a, nowMs));
    account.liquidated.removeIf(o -> !shown(o, nowMs));
    long oldest = nowMs - KEPT_MS;
    account.trades.removeIf(t -> t.timeMs() < oldest);
    account.incomes.removeIf(i -> i.timeMs() < oldest);
    account.amendments.removeIf(a -> a.timeMs() < oldest);
    account.marginChanges.removeIf(m -> m.timeMs() < oldest);
  }
}
