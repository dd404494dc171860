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

  /** Largest order, so that what rests at one price is counted in a long. */
  public static final long MOST_STEPS = 1L << 52;

  private final Listener listener;
  private final Resting orders = new Resting();
  private final Side bids = orders.side(true);
  private final Side asks = orders.side(false);
  private final Reach reach = new Reach();
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
   * @param steps quantity, above 0 and at most {@link #MOST_STEPS}
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
    if (orderId <= 0 || owner <= HOUSE || steps <= 0 || steps > MOST_STEPS || ticks < MARKET) {
      throw new IllegalArgumentException(
          "expected id, owner, steps above 0 (to 2^52) and a price, got order %d of %d: %d steps at %d"
              .formatted(orderId, owner, steps, ticks));
    }
    if (ticks == MARKET && rests) {
      throw new IllegalArgumentException("a market order cannot rest: order " + orderId);
    }
    if (orders.find(orderId) != null) {
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
    orders.add(own.at(ticks), takerId, takerOwner, takerLeft);
    return takerLeft == steps ? Result.RESTING : Result.PARTLY_FILLED_RESTING;
  }

  /** Cancels an order: the steps that were left, {@link #NONE} when it does not rest. */
  public long cancel(long orderId) {
    Order order = orders.find(orderId);
    if (order == null) {
      return NONE;
    }
    idle();
    long left = order.steps;
    orders.remove(order);
    return left;
  }

  /**
   * Makes an order smaller; it keeps its place. Anything else is a cancel and a new order.
   *
   * @param newSteps at least 1 and at most what is left
   * @return the steps that were left before, {@link #NONE} when it does not rest
   */
  public long reduce(long orderId, long newSteps) {
    Order order = orders.find(orderId);
    if (order == null) {
      return NONE;
    }
    idle();
    long left = order.steps;
    if (newSteps <= 0 || newSteps > left) {
      throw new IllegalArgumentException(
          "expected 1 to %d steps for order %d, got %d".formatted(left, orderId, newSteps));
    }
    orders.shrink(order, left - newSteps);
    return left;
  }

  /** Steps left of a resting order, {@link #NONE} when it does not rest. */
  public long left(long orderId) {
    Order order = orders.find(orderId);
    return order == null ? NONE : order.steps;
  }

  /** How many orders rest besides the house's. */
  public int resting() {
    return orders.count();
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
      orders.remove(maker);
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
      orders.remove(maker);
    } else {
      orders.shrink(maker, steps);
    }
    if (makerOwner != HOUSE || takerOwner != HOUSE) {
      listener.traded(makerId, makerOwner, takerId, takerOwner, takerBuys, ticks, steps, makerLeft);
    }
  }

  /** Everything that rests. */
  Resting orders() {
    return orders;
  }

  /** A trade of the tape: who quoted better than its price is gone first. Answers what is left. */
  long print(boolean takerBuys, long ticks, long steps) {
    Side other = orders.side(!takerBuys);
    orders.clear(other, ticks);
    match(HOUSE_ORDER, HOUSE, takerBuys, other.key(ticks), steps);
    return takerLeft;
  }

  /** A quote of the house: trades with users' orders that it crosses, and the rest rests. */
  void quote(boolean buy, long ticks, long steps) {
    Side other = orders.side(!buy);
    long left = steps;
    if (other.reaches(other.key(ticks))) {
      match(HOUSE_ORDER, HOUSE, buy, other.key(ticks), steps);
      left = takerLeft;
    }
    if (left > 0) {
      orders.join(orders.side(buy).at(ticks), left);
    }
  }
}
