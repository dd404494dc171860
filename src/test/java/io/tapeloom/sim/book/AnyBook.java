package io.tapeloom.sim.book;

import java.util.ArrayList;
import java.util.List;

/** What a test asks of the book and of its twin alike. */
interface AnyBook {
  Result submit(long id, int owner, boolean buy, long ticks, long steps, Force force, Stp stp);

  long cancel(long id);

  long reduce(long id, long newSteps);

  long left(long id);

  int resting();

  long takable(boolean buy, long ticks, long steps, int owner);

  long stepsForQuote(boolean buy, long amount);

  /** Levels as lines, best first. */
  List<String> levels(boolean bids);

  /** The book itself. */
  record Fast(MatchingBook book) implements AnyBook {
    @Override
    public Result submit(
        long id, int owner, boolean buy, long ticks, long steps, Force force, Stp stp) {
      return book.submit(id, owner, buy, ticks, steps, force, stp);
    }

    @Override
    public long cancel(long id) {
      return book.cancel(id);
    }

    @Override
    public long reduce(long id, long newSteps) {
      return book.reduce(id, newSteps);
    }

    @Override
    public long left(long id) {
      return book.left(id);
    }

    @Override
    public int resting() {
      return book.resting();
    }

    @Override
    public long takable(boolean buy, long ticks, long steps, int owner) {
      return book.takable(buy, ticks, steps, owner);
    }

    @Override
    public long stepsForQuote(boolean buy, long amount) {
      return book.stepsForQuote(buy, amount);
    }

    @Override
    public List<String> levels(boolean bids) {
      List<String> lines = new ArrayList<>();
      book.levels(
          bids,
          Integer.MAX_VALUE,
          (ticks, steps, orders) -> lines.add(ticks + ": " + steps + " in " + orders));
      return lines;
    }
  }
}
