package io.tapeloom.sim.book;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a book says, one line for each event. */
final class HeardTrades implements MatchingBook.Listener {
  private final List<String> lines = new ArrayList<>();

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
    lines.add(
        "%d(%d) <- %d(%d) %s %d at %d, %d left"
            .formatted(
                makerId,
                makerOwner,
                takerId,
                takerOwner,
                takerBuys ? "buys" : "sells",
                steps,
                ticks,
                makerLeft));
  }

  @Override
  public void expired(long orderId, int owner, long stepsLeft, Why why) {
    lines.add("%d(%d) expires with %d: %s".formatted(orderId, owner, stepsLeft, why));
  }

  /** Everything heard since the last call. */
  List<String> take() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }
}
