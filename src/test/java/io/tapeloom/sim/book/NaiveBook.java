package io.tapeloom.sim.book;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The same rules as the book's in the plainest words: one list of resting orders, oldest first,
 * sorted anew for every question.
 */
final class NaiveBook implements AnyBook {
  private final MatchingBook.Listener listener;
  private final List<Rest> rests = new ArrayList<>();

  NaiveBook(MatchingBook.Listener listener) {
    this.listener = listener;
  }

  /** A resting order. */
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

    private Rest copy() {
      return new Rest(id, owner, buy, ticks, steps);
    }
  }

  @Override
  public Result submit(
      long id, int owner, boolean buy, long ticks, long steps, Force force, Stp stp) {
    if (force == Force.POST_ONLY && !opposite(buy, ticks).isEmpty()) {
      return Result.REJECTED_POST_ONLY;
    }
    if (force == Force.FOK && !fillsWhole(id, owner, buy, ticks, steps, stp)) {
      return Result.REJECTED_FOK;
    }
    long left = take(id, owner, buy, ticks, steps, stp);
    if (left == 0) {
      return Result.FILLED;
    }
    if (left < 0) {
      return Result.EXPIRED;
    }
    if (force == Force.IOC) {
      listener.expired(id, owner, left, Why.IOC);
      return Result.EXPIRED;
    }
    rests.add(new Rest(id, owner, buy, ticks, left));
    return left == steps ? Result.RESTING : Result.PARTLY_FILLED_RESTING;
  }

  /** Tries it in a copy of the book. */
  private boolean fillsWhole(long id, int owner, boolean buy, long ticks, long steps, Stp stp) {
    return copy().take(id, owner, buy, ticks, steps, stp) == 0;
  }

  private NaiveBook copy() {
    NaiveBook copy = new NaiveBook(new HeardTrades());
    rests.forEach(r -> copy.rests.add(r.copy()));
    return copy;
  }

  /** What is left, or -1 when self-trade prevention took it. */
  private long take(long id, int owner, boolean buy, long ticks, long steps, Stp stp) {
    long left = steps;
    for (Rest maker : opposite(buy, ticks)) {
      if (left == 0) {
        return 0;
      }
      if (stp != Stp.NONE && owner != 0 && maker.owner == owner) {
        if (stp == Stp.EXPIRE_MAKER || stp == Stp.EXPIRE_BOTH) {
          rests.remove(maker);
          listener.expired(maker.id, owner, maker.steps, Why.STP);
        }
        if (stp == Stp.EXPIRE_TAKER || stp == Stp.EXPIRE_BOTH) {
          listener.expired(id, owner, left, Why.STP);
          return -1;
        }
        continue;
      }
      long traded = Math.min(left, maker.steps);
      left -= traded;
      maker.steps -= traded;
      if (maker.steps == 0) {
        rests.remove(maker);
      }
      if (owner != 0 || maker.owner != 0) {
        listener.traded(maker.id, maker.owner, id, owner, buy, maker.ticks, traded, maker.steps);
      }
    }
    return left;
  }

  /** Whom an order at that price meets, in turn. */
  private List<Rest> opposite(boolean buy, long ticks) {
    Comparator<Rest> byPrice = Comparator.comparingLong(r -> buy ? r.ticks : -r.ticks);
    return rests.stream()
        .filter(r -> r.buy != buy)
        .filter(r -> ticks == MatchingBook.MARKET || (buy ? r.ticks <= ticks : r.ticks >= ticks))
        .sorted(byPrice)
        .toList();
  }

  @Override
  public long cancel(long id) {
    for (Rest rest : rests) {
      if (rest.id == id) {
        rests.remove(rest);
        return rest.steps;
      }
    }
    return -1;
  }

  @Override
  public long reduce(long id, long newSteps) {
    long before = left(id);
    rests.stream().filter(r -> r.id == id).forEach(r -> r.steps = newSteps);
    return before;
  }

  @Override
  public long left(long id) {
    return rests.stream().filter(r -> r.id == id).mapToLong(r -> r.steps).findAny().orElse(-1);
  }

  @Override
  public int resting() {
    return (int) rests.stream().filter(r -> r.owner != 0).count();
  }

  @Override
  public long takable(boolean buy, long ticks, long steps, int owner) {
    long there =
        opposite(buy, ticks).stream()
            .filter(r -> owner == 0 || r.owner != owner)
            .mapToLong(r -> r.steps)
            .sum();
    return Math.min(there, steps);
  }

  /** Step by step, as long as the next one is paid for. */
  @Override
  public long stepsForQuote(boolean buy, long amount) {
    long steps = 0;
    long left = amount;
    for (Rest rest : opposite(buy, MatchingBook.MARKET)) {
      for (long i = 0; i < rest.steps; i++) {
        if (left < rest.ticks) {
          return steps;
        }
        left -= rest.ticks;
        steps++;
      }
    }
    return steps;
  }

  @Override
  public List<String> levels(boolean bids) {
    Comparator<Long> worse = Comparator.naturalOrder();
    TreeSet<Long> prices = new TreeSet<>(bids ? worse.reversed() : worse);
    rests.stream().filter(r -> r.buy == bids).forEach(r -> prices.add(r.ticks));
    List<String> lines = new ArrayList<>();
    for (long price : prices) {
      List<Rest> here = rests.stream().filter(r -> r.buy == bids && r.ticks == price).toList();
      long steps = here.stream().mapToLong(r -> r.steps).sum();
      lines.add(price + ": " + steps + " in " + here.size());
    }
    return lines;
  }

  // ---- the house ----

  /** Takes back what the ladder has no more; all of it where nobody else rests. */
  void shrinkHouse(boolean buy, Map<Long, Long> ladder) {
    TreeSet<Long> prices = new TreeSet<>();
    rests.stream().filter(r -> r.owner == 0 && r.buy == buy).forEach(r -> prices.add(r.ticks));
    for (long price : prices) {
      boolean alone =
          rests.stream().noneMatch(r -> r.owner != 0 && r.buy == buy && r.ticks == price);
      long kept = alone ? 0 : ladder.getOrDefault(price, 0L);
      long surplus = houseAt(buy, price) - kept;
      for (int i = rests.size() - 1; i >= 0 && surplus > 0; i--) {
        Rest rest = rests.get(i);
        if (rest.owner == 0 && rest.buy == buy && rest.ticks == price) {
          long less = Math.min(surplus, rest.steps);
          surplus -= less;
          rest.steps -= less;
          if (rest.steps == 0) {
            rests.remove(i);
          }
        }
      }
    }
  }

  long houseAt(boolean buy, long ticks) {
    return rests.stream()
        .filter(r -> r.owner == 0 && r.buy == buy && r.ticks == ticks)
        .mapToLong(r -> r.steps)
        .sum();
  }

  /** A quote of the house; joins its own order where that is the last in the queue. */
  void quote(boolean buy, long ticks, long steps) {
    long left = take(-1, 0, buy, ticks, steps, Stp.NONE);
    if (left == 0) {
      return;
    }
    List<Rest> here = rests.stream().filter(r -> r.buy == buy && r.ticks == ticks).toList();
    if (!here.isEmpty() && here.getLast().owner == 0) {
      here.getLast().steps += left;
    } else {
      rests.add(new Rest(-1, 0, buy, ticks, left));
    }
  }

  /** A trade of the tape; the house's better quotes are gone first. */
  void print(boolean buy, long ticks, long steps) {
    rests.removeIf(r -> r.owner == 0 && r.buy != buy && (buy ? r.ticks < ticks : r.ticks > ticks));
    take(-1, 0, buy, ticks, steps, Stp.NONE);
  }
}
