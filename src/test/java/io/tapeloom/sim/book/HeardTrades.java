package io.tapeloom.sim.book;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Writes down what a book says, one line for each event. */
final class HeardTrades implements MatchingBook.Listener {
  private final List<String> lines = new ArrayList<>();
  private LongSupplier clock = () -> -1;

  /** From now on each line begins with the time. */
  void timed(LongSupplier timeMs) {
    clock = timeMs;
  }

  private void write(String line) {
    lines.add(clock.getAsLong() < 0 ? line : clock.getAsLong() + " " + line);
  }

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
    write(
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
    write("%d(%d) expires with %d: %s".formatted(orderId, owner, stepsLeft, why));
  }

  /** Everything heard since the last call. */
  List<String> take() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }
}
