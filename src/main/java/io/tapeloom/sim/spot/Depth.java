package io.tapeloom.sim.spot;

import java.util.TreeMap;

/** What a market order would meet: the levels of the other side without its owner's own orders. */
final class Depth {
  private static final int MOST = 2_000;

  private final Pit pit;
  private final boolean buys;
  private final TreeMap<Long, Long> own = new TreeMap<>();
  private long leftSteps;
  private long leftTickSteps;
  private long steps;
  private long tickSteps;

  Depth(Pit pit, Account account, Ticket ticket) {
    this.pit = pit;
    this.buys = ticket.buys();
    if (ticket.prevention() != StpMode.NONE) {
      account.records(pit.symbol).open.values().forEach(this::leaveOut);
    }
  }

  private void leaveOut(SpotOrder order) {
    long resting = Math.max(0, pit.book.left(order.id));
    if (order.ticket.buys() != buys && resting > 0) {
      own.merge(pit.ticks(order.ticket.amounts().priceE8()), resting, Math::addExact);
    }
  }

  private void walk() {
    steps = 0;
    tickSteps = 0;
    pit.book.levels(!buys, MOST, this::level);
  }

  private void level(long ticks, long resting, int orders) {
    long there = resting - own.getOrDefault(ticks, 0L);
    long taken = Math.min(there, Math.min(leftSteps, leftTickSteps / ticks));
    steps += taken;
    tickSteps += taken * ticks;
    leftSteps -= taken;
    leftTickSteps = taken < there ? 0 : leftTickSteps - taken * ticks;
  }

  /** What so many steps cost or bring, in ticks times steps; of those that there are. */
  long tickStepsOf(long wanted) {
    leftSteps = wanted;
    leftTickSteps = Long.MAX_VALUE;
    walk();
    return tickSteps;
  }

  /** How many steps an amount of quote buys, or must be sold to receive at most that. */
  long stepsFor(long quoteTickSteps) {
    leftSteps = Long.MAX_VALUE;
    leftTickSteps = quoteTickSteps;
    walk();
    return steps;
  }
}
