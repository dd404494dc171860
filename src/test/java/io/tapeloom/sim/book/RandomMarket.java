package io.tapeloom.sim.book;

import java.util.SplittableRandom;

/** A small made-up market for tests: ladders and trades as functions of seed and time. */
final class RandomMarket implements LadderSource, Prints {
  private final long seed;

  RandomMarket(long seed) {
    this.seed = seed;
  }

  /** The price wanders by up to a tick each slot, around 1,000. */
  private long middle(long slotMs) {
    double turns = slotMs / 100 / 7.0;
    return 1_000 + Math.round(8 * Math.sin(turns + seed)) + at(slotMs, 1).nextInt(3);
  }

  private SplittableRandom at(long timeMs, int use) {
    return new SplittableRandom(seed * 1_000_003 + timeMs * 31 + use);
  }

  @Override
  public void at(long slotMs, LevelSink bids, LevelSink asks) {
    SplittableRandom random = at(slotMs, 2);
    if (random.nextInt(20) == 0) {
      return;
    }
    side(random, bids, middle(slotMs) - 1 - random.nextInt(2), -1);
    side(random, asks, middle(slotMs) + random.nextInt(2), 1);
  }

  private static void side(SplittableRandom random, LevelSink sink, long best, int step) {
    long ticks = best;
    int levels = random.nextInt(12);
    for (int i = 0; i < levels; i++) {
      sink.level(ticks, 1 + random.nextInt(20));
      ticks += step * (1 + random.nextInt(2));
    }
  }

  @Override
  public void between(long fromMs, long toMs, PrintSink sink) {
    for (long ms = fromMs; ms < toMs; ms++) {
      SplittableRandom random = at(ms, 3);
      int trades = Math.max(0, random.nextInt(40) - 37);
      for (int i = 0; i < trades; i++) {
        long ticks = middle(ms / 100 * 100) - 3 + random.nextInt(6);
        sink.print(ms, ticks, 1 + random.nextInt(30), random.nextBoolean());
      }
    }
  }
}
