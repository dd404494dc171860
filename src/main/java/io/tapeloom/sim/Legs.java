package io.tapeloom.sim;

import java.util.Arrays;

/**
 * The legs of one minute: runs of trades around one price level, bridged to the minute's close. A
 * leg settles its counts and quantities before its trades are made, and takers buy one tick above
 * its level and sell at it. So a minute's bar, amounts included, is exact without making a single
 * trade, and a year of daily bars costs milliseconds. The object is a scratch pad of one caller.
 */
final class Legs {
  static final int MAX = 16;
  private static final int BURST = 4;
  static final int BIG_AT_LEAST = 10;
  private static final double[] SIZES = sizes();

  final int[] counts = new int[MAX];
  final int[] buys = new int[MAX];
  final int[] bigs = new int[MAX];
  final long[] levels = new long[MAX];
  final long[] buySteps = new long[MAX];
  final long[] sellSteps = new long[MAX];
  final long[] bigSteps = new long[MAX];
  final long[] draws = new long[MAX];
  private final double[] noises = new double[MAX];
  private final Nature nature;
  private final long seed;
  private final long salt;
  private Minute minute;
  private int size;

  Legs(Nature nature, long seed) {
    this.nature = nature;
    this.seed = seed;
    this.salt = nature.salt(seed);
  }

  /** Sixty-four quantiles of a log-normal of mean about 1, capped at 12. */
  private static double[] sizes() {
    double[] table = new double[64];
    for (int i = 0; i < table.length; i++) {
      double z = StrictMath.log((i + 0.5) / (63.5 - i)) / 1.702;
      table[i] = StrictMath.min(12, 0.52 * StrictMath.exp(1.2 * z));
    }
    return table;
  }

  /** Takes the shape of that minute. */
  Legs shape(Minute plan) {
    minute = plan;
    size = Math.min(plan.count() / 6 + 1, Math.min(MAX, plan.count()));
    long state = Chance.at(seed ^ 0x5DEECE66DL, plan.index());
    int weights = 0;
    double drift = 0;
    for (int k = 0; k < size; k++) {
      long draw = Chance.at(state, k);
      draws[k] = draw;
      weights += weight(draw);
      drift += Chance.bell(Chance.mix(draw + 1)) * (fast(draws[k - k % BURST]) ? 1.3 : 0.6);
      noises[k] = drift;
    }
    if (size > 0) {
      place(weights, drift);
      fill();
    }
    return this;
  }

  private static int weight(long draw) {
    return 1 + (int) (draw & 15);
  }

  private void place(int weights, double drift) {
    double scale = nature.sigmaTicks() * 0.9 / Math.sqrt(size);
    double part = 1.0 / size;
    double slope = (minute.closeTicks() - minute.openTicks()) * part - drift * part * scale;
    double open = minute.openTicks() + 0.5;
    int spare = minute.count() - size;
    double perWeight = (double) spare / weights;
    int weighed = 0;
    int given = 0;
    for (int k = 0; k < size; k++) {
      weighed += weight(draws[k]);
      int until = k == size - 1 ? spare : (int) (perWeight * weighed);
      counts[k] = 1 + until - given;
      given = until;
      levels[k] = (long) Math.floor(open + slope * (k + 1) + noises[k] * scale);
    }
    levels[size - 1] = minute.closeTicks();
  }

  private void fill() {
    double lean = 0.5 + 0.15 * minute.flow();
    lean += 0.2 * minute.sweep();
    for (int k = 0; k < size; k++) {
      fill(k, Math.clamp(lean, 0.12, 0.88), Chance.mix(draws[k] + 2 ^ salt));
    }
  }

  private void fill(int k, double lean, long draw) {
    int count = counts[k];
    double share = lean + ((draw >>> 40 & 0xFFFF) / 65536.0 - 0.5) * 0.3;
    int bought = (int) (count * share + (draw & 0xFF) / 256.0);
    bought = Math.max(0, Math.min(bought, count));
    buys[k] = bought;
    int big = 0;
    if (minute.sweep() != 0) {
      int side = bigsBuy() ? bought : count - bought;
      big = Math.min(side, (int) (count * 0.11 + (draw >>> 8 & 0xFF) / 256.0));
    }
    bigs[k] = big;
    bigSteps[k] = big == 0 ? 0 : big * bigBase() + extra(big * 16L, draw >>> 16);
    int ordinaryBuys = bought - (bigsBuy() ? big : 0);
    int ordinarySells = count - bought - (bigsBuy() ? 0 : big);
    buySteps[k] = ordinaryBuys + extra(ordinaryBuys, draw >>> 24);
    sellSteps[k] = ordinarySells + extra(ordinarySells, draw >>> 32);
  }

  /** When each leg ends, in ms of the minute. */
  int[] endsMs() {
    int[] ends = new int[size];
    int total = 0;
    for (int k = 0; k < size; k++) {
      total += pause(draws[k], draws[k - k % BURST]);
      ends[k] = total;
    }
    for (int k = 0; k < size; k++) {
      ends[k] = (int) (Minute.MS * ends[k] / total);
    }
    return ends;
  }

  /** The levels of this minute with their times, to be kept. */
  Levels course() {
    if (size == 0) {
      return new Levels(
          minute.index(), new int[] {(int) Minute.MS}, new long[] {minute.openTicks()});
    }
    return new Levels(minute.index(), endsMs(), Arrays.copyOf(levels, size));
  }

  /** Legs come in groups: those of one half follow each other fast, the others take their time. */
  private static int pause(long own, long group) {
    int pause = 1 + (int) (own >>> 4 & 15);
    return fast(group) ? pause : 6 * pause;
  }

  private static boolean fast(long group) {
    return (group >>> 12 & 1) == 0;
  }

  private long extra(long count, long draw) {
    return (long) (count * nature.meanSteps() * SIZES[(int) (draw & 63)]);
  }

  int size() {
    return size;
  }

  /** True when the sweeping side of this minute buys. */
  boolean bigsBuy() {
    return minute.sweep() > 0;
  }

  /** Least quantity of a sweeping trade, above every ordinary one. */
  long bigBase() {
    return BIG_AT_LEAST * nature.meanSteps();
  }

  /** A leg opens with its stronger side. */
  boolean opensWithBuy(int k) {
    return 2 * buys[k] >= counts[k];
  }

  /** And closes with it too, when that side has a second trade. */
  boolean closesWithBuy(int k) {
    boolean strong = opensWithBuy(k);
    int strength = strong ? buys[k] : counts[k] - buys[k];
    return strength >= 2 || counts[k] == 1 ? strong : !strong;
  }

  /** The whole minute as a bar; it has at least one trade. */
  Bar bar() {
    long high = Long.MIN_VALUE;
    long low = Long.MAX_VALUE;
    long steps = 0;
    long amount = 0;
    long bought = 0;
    long boughtAmount = 0;
    for (int k = 0; k < size; k++) {
      long buy = buySteps[k] + (bigsBuy() ? bigSteps[k] : 0);
      long sell = sellSteps[k] + (bigsBuy() ? 0 : bigSteps[k]);
      high = Math.max(high, levels[k] + (buys[k] > 0 ? 1 : 0));
      low = Math.min(low, levels[k] + (buys[k] < counts[k] ? 0 : 1));
      steps += buy + sell;
      amount += buy * (levels[k] + 1) + sell * levels[k];
      bought += buy;
      boughtAmount += buy * (levels[k] + 1);
    }
    long open = levels[0] + (opensWithBuy(0) ? 1 : 0);
    long close = levels[size - 1] + (closesWithBuy(size - 1) ? 1 : 0);
    return new Bar(
        minute.startMs(),
        open,
        high,
        low,
        close,
        steps,
        amount,
        bought,
        boughtAmount,
        minute.count(),
        minute.firstId(),
        minute.lastId());
  }
}
