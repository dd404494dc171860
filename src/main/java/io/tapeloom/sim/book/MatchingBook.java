package io.tapeloom.sim.book;

/**
 * The order book of one symbol: better prices first, at one price the longer resting first, and
 * every trade at the resting order's price. Prices are whole ticks, quantities whole steps. Orders
 * and levels are pooled: once it has grown to its size, nothing is allocated.
 *
 * <p>Belongs to one thread. The listener is called in the midst of matching and must not call back.
 */
public final class MatchingBook {
  /** Owner of everything that the rest of the market does; its trades with itself are silent. */
  public static final int HOUSE = 0;

  /** Id under which the house's orders appear: its own are never told apart. */
  public static final long HOUSE_ORDER = -1;

  /** Price of an order that takes any price. */
  public static final long MARKET = 0;

  /** Best price of an empty side, and the answer about an unknown order. */
  public static final long NONE = -1;

  private final Listener listener;
  private final Side bids = new Side(true);
  private final Side asks = new Side(false);
  private final OrderIds ids = new OrderIds();
  private final Reach reach = new Reach();
  private Order free;
  private boolean matching;

  private long takerId;
  private int takerOwner;
  private boolean takerBuys;
  private long takerLeft;
  private Stp takerStp = Stp.NONE;

  /** A book whose trades and expiries go to that listener. */
  public MatchingBook(Listener listener) {
    this.listener = listener;
  }

  /** Hears what happens while an order matches, in the order in which it happens. */
  public interface Listener {
    /**
     * A trade at the resting order's price. One side may be the house: owner {@link #HOUSE}, id
     * {@link #HOUSE_ORDER}. Eight plain numbers, because a record for each trade would be garbage.
     *
     * @param ticks price
     * @param steps quantity
     * @param makerLeft what still rests of the maker, 0 when it is filled and gone
     */
    @SuppressWarnings("checkstyle:ParameterNumber")
    void traded(
        long makerId,
        int makerOwner,
        long takerId,
        int takerOwner,
        boolean takerBuys,
        long ticks,
        long steps,
        long makerLeft);

    /** What was left of an order is gone without a trade; not called for {@code cancel}. */
    void expired(long orderId, int owner, long stepsLeft, Why why);
  }

  /**
   * Takes an order in. Self-trade prevention holds between equal owners, and the taker's choice
   * counts; an order to be filled whole or not at all counts only what it could trade with under
   * it.
   *
   * @param orderId above 0 and not resting already
   * @param owner above 0
   * @param ticks price, above 0, or {@link #MARKET} with IOC or FOK
   * @param steps quantity, above 0
   * @throws IllegalArgumentException where one of these does not hold; the book is untouched
   */
  public Result submit(
      long orderId, int owner, boolean buy, long ticks, long steps, Force force, Stp stp) {
    check(orderId, owner, ticks, steps, force);
    Side other = buy ? asks : bids;
    long worst = other.key(ticks);
    if (force == Force.POST_ONLY && other.reaches(worst)) {
      return Result.REJECTED_POST_ONLY;
    }
    if (force == Force.FOK && reach.steps(other, worst, steps, owner, stp) < steps) {
      return Result.REJECTED_FOK;
    }
    takerStp = stp;
    boolean alive = match(orderId, owner, buy, worst, steps);
    return alive ? settle(ticks, steps, force) : Result.EXPIRED;
  }

  private void check(long orderId, int owner, long ticks, long steps, Force force) {
    boolean rests = force == Force.GTC || force == Force.POST_ONLY;
    if (orderId <= 0 || owner <= HOUSE || steps <= 0 || ticks < MARKET) {
      throw new IllegalArgumentException(
          "expected id, owner, steps above 0 and a price, got order %d of %d: %d steps at %d"
              .formatted(orderId, owner, steps, ticks));
    }
    if (ticks == MARKET && rests) {
      throw new IllegalArgumentException("a market order cannot rest: order " + orderId);
    }
    if (ids.get(orderId) != null) {
      throw new IllegalArgumentException("order " + orderId + " rests already");
    }
  }

  /** Decides about what did not trade. */
  private Result settle(long ticks, long steps, Force force) {
    if (takerLeft == 0) {
      return Result.FILLED;
    }
    if (force == Force.IOC) {
      listener.expired(takerId, takerOwner, takerLeft, Why.IOC);
      return Result.EXPIRED;
    }
    Side own = takerBuys ? bids : asks;
    ids.add(rest(own.at(ticks), takerId, takerOwner, takerLeft));
    return takerLeft == steps ? Result.RESTING : Result.PARTLY_FILLED_RESTING;
  }

  /** Cancels an order: the steps that were left, {@link #NONE} when it does not rest. */
  public long cancel(long orderId) {
    Order order = ids.get(orderId);
    if (order == null) {
      return NONE;
    }
    idle();
    long left = order.steps;
    remove(order);
    return left;
  }

  /**
   * Makes an order smaller; it keeps its place. Anything else is a cancel and a new order.
   *
   * @param newSteps at least 1 and at most what is left
   * @return the steps that were left before, {@link #NONE} when it does not rest
   */
  public long reduce(long orderId, long newSteps) {
    Order order = ids.get(orderId);
    if (order == null) {
      return NONE;
    }
    idle();
    long left = order.steps;
    if (newSteps <= 0 || newSteps > left) {
      throw new IllegalArgumentException(
          "expected 1 to %d steps for order %d, got %d".formatted(left, orderId, newSteps));
    }
    shrink(order, left - newSteps);
    return left;
  }

  /** Steps left of a resting order, {@link #NONE} when it does not rest. */
  public long left(long orderId) {
    Order order = ids.get(orderId);
    return order == null ? NONE : order.steps;
  }

  /** How many orders rest besides the house's. */
  public int resting() {
    return ids.count();
  }

  /** Best bid in ticks, {@link #NONE} when nobody bids. */
  public long bestBid() {
    return bids.isEmpty() ? NONE : bids.best().ticks;
  }

  /** Best ask in ticks, {@link #NONE} when nobody asks. */
  public long bestAsk() {
    return asks.isEmpty() ? NONE : asks.best().ticks;
  }

  /** Shows up to that many levels of a side, best first. */
  public void levels(boolean ofBids, int most, LevelVisitor visitor) {
    Side side = ofBids ? bids : asks;
    int shown = Math.min(most, side.count());
    for (int i = 0; i < shown; i++) {
      Level level = side.nth(i);
      visitor.level(level.ticks, level.steps, level.orders);
    }
  }

  /**
   * How many of these steps an order would trade at once, without orders of its owner.
   *
   * @param ticks price, or {@link #MARKET}
   * @param owner whose own orders do not count; {@link #HOUSE} to count all
   */
  public long takable(boolean buy, long ticks, long steps, int owner) {
    Side other = buy ? asks : bids;
    Stp stp = owner == HOUSE ? Stp.NONE : Stp.EXPIRE_MAKER;
    return reach.steps(other, other.key(ticks), steps, owner, stp);
  }

  /**
   * How many steps an amount of quote buys, or how many must be sold to receive at most that,
   * walking the levels; the walk ends at the first level that the rest of the amount cannot empty.
   *
   * @param quoteTickSteps the amount in ticks times steps
   */
  public long stepsForQuote(boolean buy, long quoteTickSteps) {
    return reach.stepsForQuote(buy ? asks : bids, quoteTickSteps);
  }

  /** Trades until nothing is left, nothing is reached, or the taker expires (answers false). */
  private boolean match(long id, int owner, boolean buy, long worst, long steps) {
    idle();
    matching = true;
    takerId = id;
    takerOwner = owner;
    takerBuys = buy;
    takerLeft = steps;
    try {
      Side other = buy ? asks : bids;
      boolean alive = true;
      while (alive && takerLeft > 0 && other.reaches(worst)) {
        Order maker = other.best().head;
        if (maker.owner == owner && owner != HOUSE && takerStp != Stp.NONE) {
          alive = prevent(maker);
        } else {
          trade(maker);
        }
      }
      return alive;
    } finally {
      matching = false;
    }
  }

  private void idle() {
    if (matching) {
      throw new IllegalStateException("a listener must not change the book while it matches");
    }
  }

  /** Keeps two orders of one owner apart; answers whether the taker goes on. */
  private boolean prevent(Order maker) {
    if (takerStp != Stp.EXPIRE_TAKER) {
      long makerId = maker.id;
      long makerLeft = maker.steps;
      remove(maker);
      listener.expired(makerId, takerOwner, makerLeft, Why.STP);
    }
    if (takerStp == Stp.EXPIRE_MAKER) {
      return true;
    }
    listener.expired(takerId, takerOwner, takerLeft, Why.STP);
    return false;
  }

  private void trade(Order maker) {
    long steps = Math.min(takerLeft, maker.steps);
    long makerId = maker.id;
    int makerOwner = maker.owner;
    long ticks = maker.level.ticks;
    long makerLeft = maker.steps - steps;
    takerLeft -= steps;
    if (makerLeft == 0) {
      remove(maker);
    } else {
      shrink(maker, steps);
    }
    if (makerOwner != HOUSE || takerOwner != HOUSE) {
      listener.traded(makerId, makerOwner, takerId, takerOwner, takerBuys, ticks, steps, makerLeft);
    }
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

  private void remove(Order order) {
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

  private static void shrink(Order order, long less) {
    order.steps -= less;
    order.level.grow(-less, order.ofHouse());
  }

  // ---- what only the house may do ----

  Side side(boolean ofBids) {
    return ofBids ? bids : asks;
  }

  /** A trade of the tape: who quoted better than its price is gone first. Answers what is left. */
  long print(boolean takerBuys, long ticks, long steps) {
    Side other = side(!takerBuys);
    clear(other, ticks);
    match(HOUSE_ORDER, HOUSE, takerBuys, other.key(ticks), steps);
    return takerLeft;
  }

  /** What such a trade takes where no user's order rested. */
  void reprint(boolean takerBuys, long ticks, long steps) {
    Side other = side(!takerBuys);
    int at = clear(other, ticks);
    if (at < other.count() && other.nth(at).ticks == ticks) {
      Level level = other.nth(at);
      withdraw(level, Math.min(steps, level.houseSteps));
    }
  }

  /** Withdraws the house's quotes better than that price; how many levels of users are left. */
  private int clear(Side side, long ticks) {
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

  /** A quote of the house: trades with users' orders that it crosses, and the rest rests. */
  void quote(boolean buy, long ticks, long steps) {
    Side other = side(!buy);
    long left = steps;
    if (other.reaches(other.key(ticks))) {
      match(HOUSE_ORDER, HOUSE, buy, other.key(ticks), steps);
      left = takerLeft;
    }
    if (left > 0) {
      join(side(buy).at(ticks), left);
    }
  }

  /** Puts house steps at the back of a level's queue. */
  void join(Level level, long steps) {
    Order last = level.tail;
    if (last != null && last.ofHouse()) {
      last.steps += steps;
      level.grow(steps, true);
    } else {
      rest(level, HOUSE_ORDER, HOUSE, steps);
    }
  }
}
