package io.tapeloom.bench;

import io.tapeloom.sim.book.MatchingBook;
import io.tapeloom.sim.book.Why;

/** Counts what a book says and mixes it into one number, so that two books can be compared. */
final class TradeHash implements MatchingBook.Listener {
  private long hash;
  private long trades;

  @Override
  public void traded(
      long makerId,
      int makerOwner,
      long takerId,
      int takerOwner,
      boolean takerBuys,
      long ticks,
      long steps,
      long makerLeft) {
    trades++;
    hash = 31 * hash + makerId;
    hash = 31 * hash + takerId;
    hash = 31 * hash + (takerBuys ? ticks : -ticks);
    hash = 31 * hash + steps;
    hash = 31 * hash + makerLeft;
  }

  @Override
  public void expired(long orderId, int owner, long stepsLeft, Why why) {
    hash = 31 * hash + orderId;
    hash = 31 * hash + stepsLeft;
  }

  long hash() {
    return hash;
  }

  long trades() {
    return trades;
  }
}
