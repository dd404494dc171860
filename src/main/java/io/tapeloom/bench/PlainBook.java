package io.tapeloom.bench;

import io.tapeloom.sim.book.Force;
import io.tapeloom.sim.book.MatchingBook;
import io.tapeloom.sim.book.Why;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The book as one writes it first: a tree of prices with a queue at each, a hash map of ids, an
 * object for each order. The yardstick.
 */
final class PlainBook implements MatchFlow.Book {
  private final MatchingBook.Listener listener;
  private final TreeMap<Long, ArrayDeque<Rest>> bids = new TreeMap<>(Comparator.reverseOrder());
  private final TreeMap<Long, ArrayDeque<Rest>> asks = new TreeMap<>();
  private final Map<Long, Rest> ids = new HashMap<>();

  PlainBook(MatchingBook.Listener listener) {
    this.listener = listener;
  }

  private static final class Rest {
    private final long id;
    private final int owner;
    private final boolean buy;
    private final long ticks;
    private long steps;

    private Rest(long id, int owner, boolean buy, long ticks, long steps) {
      this.id = id;
      this.owner = owner;
      this.buy = buy;
      this.ticks = ticks;
      this.steps = steps;
    }
  }

  @Override
  public void submit(long id, int owner, boolean buy, long ticks, long steps, Force force) {
    boolean crosses = reaches(buy, ticks);
    if (force == Force.POST_ONLY && crosses
        || force == Force.FOK && takable(owner, buy, ticks) < steps) {
      return;
    }
    Rest taker = new Rest(id, owner, buy, ticks, steps);
    while (taker.steps > 0 && reaches(buy, ticks)) {
      meet(taker, (buy ? asks : bids).firstEntry().getValue().peekFirst());
    }
    if (taker.steps > 0 && force == Force.IOC) {
      listener.expired(id, owner, taker.steps, Why.IOC);
    } else if (taker.steps > 0) {
      (buy ? bids : asks).computeIfAbsent(ticks, _ -> new ArrayDeque<>()).addLast(taker);
      ids.put(id, taker);
    }
  }

  private boolean reaches(boolean buy, long ticks) {
    TreeMap<Long, ArrayDeque<Rest>> other = buy ? asks : bids;
    return !other.isEmpty() && within(buy, ticks, other.firstKey());
  }

  private static boolean within(boolean buy, long ticks, long price) {
    return ticks == MatchingBook.MARKET || (buy ? price <= ticks : price >= ticks);
  }

  private long takable(int owner, boolean buy, long ticks) {
    long steps = 0;
    for (Map.Entry<Long, ArrayDeque<Rest>> level : (buy ? asks : bids).entrySet()) {
      if (!within(buy, ticks, level.getKey())) {
        return steps;
      }
      steps +=
          level.getValue().stream().filter(r -> r.owner != owner).mapToLong(r -> r.steps).sum();
    }
    return steps;
  }

  private void meet(Rest taker, Rest maker) {
    if (maker.owner == taker.owner) {
      cancel(maker.id);
      listener.expired(maker.id, maker.owner, maker.steps, Why.STP);
      return;
    }
    long steps = Math.min(taker.steps, maker.steps);
    taker.steps -= steps;
    maker.steps -= steps;
    if (maker.steps == 0) {
      cancel(maker.id);
    }
    listener.traded(
        maker.id, maker.owner, taker.id, taker.owner, taker.buy, maker.ticks, steps, maker.steps);
  }

  @Override
  public void cancel(long id) {
    Rest rest = ids.remove(id);
    TreeMap<Long, ArrayDeque<Rest>> side = rest.buy ? bids : asks;
    ArrayDeque<Rest> queue = side.get(rest.ticks);
    queue.remove(rest);
    if (queue.isEmpty()) {
      side.remove(rest.ticks);
    }
  }

  @Override
  public void reduce(long id, long steps) {
    ids.get(id).steps = steps;
  }
}
