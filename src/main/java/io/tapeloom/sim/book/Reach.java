package io.tapeloom.sim.book;

/** What an order would meet, without touching anything. */
final class Reach {
  /** Steps that would trade, never more than wanted, under a way to prevent self-trades. */
  long steps(Side side, long worst, long wanted, int owner, Stp stp) {
    long found = 0;
    for (int i = 0; i < side.count() && found < wanted; i++) {
      Level level = side.nth(i);
      if (side.key(level.ticks) < worst) {
        return found;
      }
      if (stp == Stp.NONE) {
        found += Math.min(level.steps, wanted - found);
        continue;
      }
      for (Order order = level.head; order != null && found < wanted; order = order.after) {
        if (order.owner != owner) {
          found += Math.min(order.steps, wanted - found);
        } else if (stp != Stp.EXPIRE_MAKER) {
          return found;
        }
      }
    }
    return found;
  }

  /** Steps that an amount of ticks times steps pays for, level by level. */
  long stepsForQuote(Side side, long amount) {
    long left = amount;
    long steps = 0;
    for (int i = 0; i < side.count(); i++) {
      Level level = side.nth(i);
      long here = Math.min(level.steps, left / level.ticks);
      steps += here;
      left -= here * level.ticks;
      if (here < level.steps) {
        break;
      }
    }
    return steps;
  }
}
