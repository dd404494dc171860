package io.tapeloom.sim;

/**
 * How the traders of one futures symbol stand: open interest and the shares of long and short, as
 * functions of time alone. Each is a sum of slow and fast swings around its home.
 */
public final class Crowd {
  private static final long MINUTE_MS = 60_000;
  private static final long[] SWINGS_MS = {
    7 * 86_400_000L, 86_400_000L, 2 * 3_600_000L, 10 * MINUTE_MS
  };
  private static final double[] SHARES = {0.55, 0.3, 0.12, 0.05};

  private final long seed;
  private final long homeSteps;

  /** Which traders a share is of. */
  public enum Group {
    ALL_ACCOUNTS(6_200, 700),
    TOP_ACCOUNTS(6_000, 800),
    TOP_POSITIONS(5_400, 500);

    private final int home;
    private final int swing;

    Group(int home, int swing) {
      this.home = home;
      this.swing = swing;
    }
  }

  /** The crowd of one tape: it holds about half of what a usual day trades. */
  public Crowd(Tape tape) {
    this.seed = Chance.named(7, tape.listing().instrument().toString());
    this.homeSteps =
        switch (tape) {
          case GeneratedTape generated ->
              (long) (generated.nature().tradesPerMinute() * generated.nature().meanSteps() * 720);
          case RecordedTape recorded -> recorded.meanSteps() * 100_000;
        };
  }

  /** Contracts open at that moment, in steps; it changes once a minute. */
  public long openSteps(long timeMs) {
    return (long) (homeSteps * (1 + 0.3 * swing(0, timeMs)));
  }

  /** Share of a group that is long at that moment, in hundredths of a percent. */
  public int longs(Group group, long timeMs) {
    double swing = swing(1 + group.ordinal(), timeMs);
    return Math.clamp(Math.round(group.home + group.swing * swing), 500, 9_500);
  }

  private double swing(int which, long timeMs) {
    long minuteMs = Math.floorDiv(timeMs, MINUTE_MS) * MINUTE_MS;
    double sum = 0;
    for (int i = 0; i < SWINGS_MS.length; i++) {
      long own = Chance.at(seed, which * 16L + i);
      long slot = Math.floorDiv(minuteMs, SWINGS_MS[i]);
      double part = (double) Math.floorMod(minuteMs, SWINGS_MS[i]) / SWINGS_MS[i];
      double from = Chance.bell(Chance.at(own, slot));
      double to = Chance.bell(Chance.at(own, slot + 1));
      sum += SHARES[i] * (from + (to - from) * part);
    }
    return sum;
  }
}
