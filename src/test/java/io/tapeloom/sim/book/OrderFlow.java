package io.tapeloom.sim.book;

import java.util.SplittableRandom;

/** One random command after another, the same for whoever has the same seed. */
final class OrderFlow {
  private static final Force[] FORCES = Force.values();
  private static final Stp[] STPS = Stp.values();

  private final SplittableRandom random;
  private long ids;

  OrderFlow(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** What a command is about; which fields count depends on its kind. */
  record Command(
      Kind kind, long id, int owner, boolean buy, long ticks, long steps, Force force, Stp stp) {
    /** Puts it to a book: all that the book answers, as one line. */
    String ask(AnyBook book) {
      return switch (kind) {
        case SUBMIT -> submit(book, steps);
        case QUOTE_AMOUNT -> quoteAmount(book);
        case CANCEL -> "cancelled " + book.cancel(id);
        case REDUCE -> book.left(id) < steps ? "too small" : "reduced " + book.reduce(id, steps);
      };
    }

    private String quoteAmount(AnyBook book) {
      long affordable = book.stepsForQuote(buy, steps);
      return "affords %d: %s"
          .formatted(affordable, affordable == 0 ? "" : submit(book, affordable));
    }

    private String submit(AnyBook book, long size) {
      long takable = book.takable(buy, ticks, size, owner);
      Result result = book.submit(id, owner, buy, ticks, size, force, stp);
      return result + ", " + takable + " takable, " + book.left(id) + " left";
    }
  }

  /** What is asked of a book. */
  enum Kind {
    SUBMIT,
    QUOTE_AMOUNT,
    CANCEL,
    REDUCE
  }

  Command next() {
    int draw = random.nextInt(100);
    if (draw < 20) {
      return known(Kind.CANCEL);
    }
    if (draw < 27) {
      return known(Kind.REDUCE);
    }
    return draw < 32 ? quoteAmount() : submit();
  }

  /** Cancels every order that this flow has sent; what was left, as one line. */
  String cancelAll(AnyBook book) {
    StringBuilder left = new StringBuilder("all cancelled");
    for (long id = 1; id <= ids; id++) {
      left.append(' ').append(book.cancel(id));
    }
    return left.toString();
  }

  private Command known(Kind kind) {
    long id = Math.max(1, ids - random.nextInt(60));
    return new Command(kind, id, 1, true, 1, 1 + random.nextInt(6), Force.GTC, Stp.NONE);
  }

  private Command quoteAmount() {
    ids++;
    long amount = random.nextInt(30_000);
    Stp stp = STPS[random.nextInt(STPS.length)];
    return new Command(
        Kind.QUOTE_AMOUNT, ids, owner(), random.nextBoolean(), 0, amount, Force.IOC, stp);
  }

  private Command submit() {
    ids++;
    Force force = random.nextInt(2) == 0 ? Force.GTC : FORCES[random.nextInt(FORCES.length)];
    boolean takesAny = force == Force.IOC || force == Force.FOK;
    boolean buy = random.nextBoolean();
    long ticks = takesAny && random.nextInt(3) == 0 ? MatchingBook.MARKET : price(buy);
    Stp stp = STPS[random.nextInt(STPS.length)];
    return new Command(Kind.SUBMIT, ids, owner(), buy, ticks, 1 + random.nextInt(25), force, stp);
  }

  private long price(boolean buy) {
    int far = random.nextInt(50) == 0 ? 400 : 12;
    return 1_000 + (buy ? 3 : -3) + (buy ? -1 : 1) * random.nextInt(far);
  }

  private int owner() {
    return 1 + random.nextInt(4);
  }
}
