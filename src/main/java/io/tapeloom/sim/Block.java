package io.tapeloom.sim;

import io.tapeloom.market.AggTrade;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The trades of one minute, made by the block's own generator inside the bounds that its legs set.
 * Arrays hold one leg at a time; the result is a plain array in id order.
 */
final class Block {
  private static final int QUANTILES = 256;
  private static final int[] WEIGHTS = logNormal(2.15, 80);
  private static final int[] BIG_WEIGHTS = pareto(0.9, 60);
  private static final int[] GAPS = bursts(0.42, logNormal(1.1, 12));

  private final Nature nature;
  private final Minute minute;
  private final Legs legs;
  private final SplittableRandom chance;
  private final AggTrade[] trades;
  private int made;

  private Block(Nature nature, long seed, Minute minute) {
    this.nature = nature;
    this.minute = minute;
    this.legs = new Legs(nature, seed).shape(minute);
    this.chance =
        new SplittableRandom(
            Chance.at(seed ^ nature.salt(seed) ^ 0x2545F4914F6CDD1DL, minute.index()));
    this.trades = new AggTrade[minute.count()];
  }

  /** Quantiles of a log-normal of median 1 in sixteenths, capped at {@code most}. */
  private static int[] logNormal(double spread, double most) {
    int[] table = new int[QUANTILES];
    for (int i = 0; i < QUANTILES; i++) {
      double z = StrictMath.log((i + 0.5) / (QUANTILES - 0.5 - i)) / 1.702;
      table[i] = (int) (16 * StrictMath.min(most, StrictMath.exp(spread * z)));
    }
    return table;
  }

  /** Quantiles of a Pareto law of least value 1 in sixteenths, capped at {@code most}. */
  private static int[] pareto(double exponent, double most) {
    int[] table = new int[QUANTILES];
    for (int i = 0; i < QUANTILES; i++) {
      double above = (QUANTILES - 0.5 - i) / QUANTILES;
      double value = StrictMath.exp(-StrictMath.log(above) / exponent);
      table[i] = (int) (16 * StrictMath.min(most, value));
    }
    return table;
  }

  /** The table of gaps whose first share is none at all: trades of one millisecond. */
  private static int[] bursts(double share, int[] gaps) {
    int[] table = gaps.clone();
    Arrays.fill(table, 0, (int) (share * QUANTILES), 0);
    return table;
  }

  static AggTrade[] trades(Nature nature, long seed, Minute minute) {
    Block block = new Block(nature, seed, minute);
    int[] endsMs = block.legs.endsMs();
    int startMs = 0;
    for (int k = 0; k < block.legs.size(); k++) {
      block.leg(k, startMs, endsMs[k]);
      startMs = endsMs[k];
    }
    return block.trades;
  }

  private void leg(int k, int startMs, int endMs) {
    int count = legs.counts[k];
    boolean[] buys = sides(k, count);
    boolean[] bigs = bigs(k, buys);
    int[] times = times(count, startMs, endMs);
    long[] steps = new long[count];
    for (int kind = 0; kind < 3; kind++) {
      share(k, Kind.values()[kind], buys, bigs, steps);
    }
    for (int i = 0; i < count; i++) {
      add(minute.startMs() + times[i], legs.levels[k] + (buys[i] ? 1 : 0), steps[i], !buys[i]);
    }
  }

  /** Which trades a sum of quantity is shared among. */
  private enum Kind {
    BUY,
    SELL,
    BIG
  }

  private boolean[] sides(int k, int count) {
    boolean[] buys = new boolean[count];
    buys[0] = legs.opensWithBuy(k);
    buys[count - 1] = legs.closesWithBuy(k);
    int left = legs.buys[k] - (buys[0] ? 1 : 0) - (count > 1 && buys[count - 1] ? 1 : 0);
    for (int i = 1; i < count - 1; i++) {
      buys[i] = chance.nextInt(count - 1 - i) < left;
      left -= buys[i] ? 1 : 0;
    }
    return buys;
  }

  private boolean[] bigs(int k, boolean[] buys) {
    boolean[] bigs = new boolean[buys.length];
    int left = legs.bigs[k];
    int open = legs.bigsBuy() ? legs.buys[k] : buys.length - legs.buys[k];
    for (int i = 0; i < buys.length && left > 0; i++) {
      if (buys[i] == legs.bigsBuy()) {
        bigs[i] = chance.nextInt(open) < left;
        left -= bigs[i] ? 1 : 0;
        open--;
      }
    }
    return bigs;
  }

  private int[] times(int count, int startMs, int endMs) {
    int[] times = new int[count];
    int total = 0;
    for (int i = 0; i < count; i++) {
      total += GAPS[chance.nextInt(QUANTILES)];
      times[i] = total;
    }
    total += 1 + GAPS[chance.nextInt(QUANTILES)];
    for (int i = 0; i < count; i++) {
      times[i] = startMs + (int) ((long) (endMs - startMs) * times[i] / total);
    }
    return times;
  }

  private void share(int k, Kind kind, boolean[] buys, boolean[] bigs, long[] steps) {
    int[] weights = new int[buys.length];
    int total = 0;
    int members = 0;
    for (int i = 0; i < buys.length; i++) {
      Kind own = bigs[i] ? Kind.BIG : buys[i] ? Kind.BUY : Kind.SELL;
      if (own == kind) {
        weights[i] = 1 + (bigs[i] ? BIG_WEIGHTS : WEIGHTS)[chance.nextInt(QUANTILES)];
        total += weights[i];
        members++;
      }
    }
    long least = kind == Kind.BIG ? legs.bigBase() : 1;
    long spare = sum(k, kind) - members * least;
    long weighed = 0;
    for (int i = 0; i < buys.length; i++) {
      if (weights[i] > 0) {
        long before = spare * weighed / total;
        weighed += weights[i];
        steps[i] = least + spare * weighed / total - before;
      }
    }
  }

  private long sum(int k, Kind kind) {
    return switch (kind) {
      case BUY -> legs.buySteps[k];
      case SELL -> legs.sellSteps[k];
      case BIG -> legs.bigSteps[k];
    };
  }

  /**
   * An aggregate is one trade: the smallest have one step, and no trade may have none. Raw ids
   * without holes follow from the id alone.
   */
  private void add(long timeMs, long ticks, long steps, boolean buyerMaker) {
    long id = minute.firstId() + made;
    Listing listing = nature.listing();
    trades[made++] =
        new AggTrade(
            listing.instrument(),
            id,
            ticks * listing.tickE8(),
            steps * listing.stepE8(),
            id,
            id,
            timeMs,
            buyerMaker);
  }
}
