package io.tapeloom.sim.book;

/**
 * The rest of the market as a participant of the book. Every {@link #SLOT_MS} of market time it
 * quotes its ladder anew, and every trade of the tape is an immediate order of its own at that
 * trade's price. So a user's order fills in its turn: behind what stood before it, and at once
 * where the market moves through its price.
 *
 * <p>What stands in the book is a function of time and of the users' orders alone, however often
 * this class is called. At the start of a slot the house's steps at each price become the ladder's:
 * where no user's order rests as one order, elsewhere old steps leave from the back of the queue
 * and new ones join at its back.
 *
 * <p>Most of that nobody sees, and it is not done. While no user's order rests, each slot forgets
 * the one before, so slots are skipped until someone asks. While some rest, only the house's steps
 * at their prices matter to them, because a trade withdraws the quotes that are better than its own
 * price; the book is <em>thin</em> then, and the other levels of a slot are made up for, with the
 * slot's trades, when someone asks. A slot whose ladder crosses a user's order is played whole.
 *
 * <p>A desk calls {@link #follow} as time passes and {@link #quote} before it submits an order or
 * reads levels.
 */
public final class House {
  /** Time between two ladders, in ms; slots start at its multiples. */
  public static final long SLOT_MS = 100;

  private final MatchingBook book;
  private final LadderSource source;
  private final Prints prints;
  private final Rungs bids = new Rungs();
  private final Rungs asks = new Rungs();
  private final Thin thin = new Thin();
  private final Touch touch = new Touch();
  private final PrintSink print = this::print;
  private long slotMs = Long.MIN_VALUE;
  private long nextMs = Long.MIN_VALUE;
  private long timeMs = Long.MIN_VALUE;

  /** A house that has quoted nothing yet. */
  public House(MatchingBook book, LadderSource source, Prints prints) {
    this.book = book;
    this.source = source;
    this.prints = prints;
  }

  /** Time of what the book's listener hears while the house plays, in ms. */
  public long timeMs() {
    return timeMs;
  }

  /**
   * Plays the market up to that moment and including it, as far as resting orders of users may
   * notice.
   *
   * @throws IllegalArgumentException when that moment lies before one already played
   * @throws IllegalStateException when an order came in without {@link #quote} before it
   */
  public void follow(long nowMs) {
    check(nowMs);
    while (book.resting() > 0 && nextMs <= nowMs) {
      long slotEnd = slotMs + SLOT_MS;
      if (nextMs >= slotEnd) {
        next(slotEnd);
      } else {
        play(Math.min(nowMs + 1, slotEnd));
      }
    }
    timeMs = nowMs;
  }

  /** Plays the market up to that moment and including it, so that the whole book stands. */
  public void quote(long nowMs) {
    follow(nowMs);
    long slot = Math.floorDiv(nowMs, SLOT_MS) * SLOT_MS;
    if (slot > slotMs) {
      begin(slot);
      whole();
    } else if (thin.holds()) {
      fill();
    }
    play(nowMs + 1);
    timeMs = nowMs;
  }

  private void check(long nowMs) {
    if (nowMs < timeMs) {
      throw new IllegalArgumentException(
          "expected a moment from %d on, got %d".formatted(timeMs, nowMs));
    }
    if (book.resting() > 0 && (slotMs == Long.MIN_VALUE || nextMs <= timeMs)) {
      throw new IllegalStateException("an order came in before quote at " + timeMs);
    }
  }

  private void begin(long slot) {
    slotMs = slot;
    nextMs = slot;
    timeMs = slot;
    thin.end();
    bids.clear();
    asks.clear();
  }

  /** Starts a slot in which users' orders rest. */
  private void next(long slot) {
    begin(slot);
    if (touch.crosses(source, slot, book)) {
      whole();
    } else {
      thin.begin(book);
      thin.ladder(source, slot, bids, asks);
      settle();
    }
  }

  /** Puts the slot's whole ladder into the book. */
  private void whole() {
    source.at(slotMs, bids, asks);
    settle();
  }

  /** Makes up for what a thin slot left out. */
  private void fill() {
    bids.clear();
    asks.clear();
    source.at(slotMs, bids, asks);
    thin.fill(book, bids, asks);
  }

  private void settle() {
    recede(true, bids);
    recede(false, asks);
    advance(true, bids);
    advance(false, asks);
  }

  /** Takes off every level what the ladder no longer has there. */
  private void recede(boolean ofBids, Rungs rungs) {
    Side side = book.orders().side(ofBids);
    int rung = 0;
    for (int i = 0; i < side.count(); ) {
      Level level = side.nth(i);
      long key = side.key(level.ticks);
      while (rung < rungs.count() && side.key(rungs.ticks(rung)) > key) {
        rung++;
      }
      boolean kept = rung < rungs.count() && rungs.ticks(rung) == level.ticks;
      boolean whole = level.hasUsers() || level.orders == 1;
      long surplus = level.houseSteps - (kept && whole ? rungs.steps(rung) : 0);
      i += surplus == level.steps ? 0 : 1;
      if (surplus > 0) {
        book.orders().withdraw(level, surplus);
      }
    }
  }

  /** Adds to every level what the ladder has there and the book has not. */
  private void advance(boolean ofBids, Rungs rungs) {
    Side side = book.orders().side(ofBids);
    Side other = book.orders().side(!ofBids);
    int crossing = 0;
    while (crossing < rungs.count() && other.reaches(other.key(rungs.ticks(crossing)))) {
      book.quote(ofBids, rungs.ticks(crossing), rungs.steps(crossing));
      crossing++;
    }
    for (int i = rungs.count() - 1; i >= crossing; i--) {
      Level level = side.at(rungs.ticks(i));
      long missing = rungs.steps(i) - level.houseSteps;
      if (missing > 0) {
        book.orders().join(level, missing);
      }
    }
  }

  private void play(long endMs) {
    if (nextMs < endMs) {
      long fromMs = nextMs;
      nextMs = endMs;
      prints.between(fromMs, endMs, print);
    }
  }

  private void print(long atMs, long ticks, long steps, boolean takerBuys) {
    timeMs = Math.max(timeMs, atMs);
    long left = book.print(takerBuys, ticks, steps);
    if (thin.holds()) {
      thin.print(takerBuys, ticks, left);
    }
  }
}
