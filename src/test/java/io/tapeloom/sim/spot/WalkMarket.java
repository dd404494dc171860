package io.tapeloom.sim.spot;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.book.LadderSource;
import io.tapeloom.sim.book.LevelSink;
import io.tapeloom.sim.book.PrintSink;
import io.tapeloom.sim.book.Prints;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** A symbol whose price walks at random: a few trades a second and a thin ladder around them. */
final class WalkMarket implements Prints, LadderSource, Reference {
  private static final long TICK_E8 = 1_000_000;
  private static final long STEP_E8 = 100_000;
  private static final int TRADES = 4_000;
  private static final int LEVELS = 8;

  private final Listing listing;
  private final long seed;
  private final long[] times = new long[TRADES];
  private final long[] ticks = new long[TRADES];
  private final long[] steps = new long[TRADES];
  private final boolean[] buys = new boolean[TRADES];

  WalkMarket(String base, long seed, long startTicks, long startMs) {
    this.listing =
        new Listing(Instrument.of(Market.SPOT, base + "USDT"), base, TICK_E8, 2, STEP_E8, 3);
    this.seed = seed;
    SplittableRandom random = new SplittableRandom(seed);
    long time = startMs;
    long price = startTicks;
    for (int i = 0; i < TRADES; i++) {
      time += random.nextInt(60);
      price = Math.max(100, price + random.nextInt(7) - 3);
      times[i] = time;
      ticks[i] = price;
      steps[i] = 1 + random.nextInt(4_000);
      buys[i] = random.nextBoolean();
    }
  }

  SpotVenue venue() {
    return new SpotVenue(SpotRules.of(listing), this, this, this);
  }

  long endMs() {
    return times[TRADES - 1];
  }

  private int before(long timeMs) {
    int low = 0;
    int high = TRADES;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < timeMs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public void between(long fromMs, long toMs, PrintSink sink) {
    for (int i = before(fromMs); i < TRADES && times[i] < toMs; i++) {
      sink.print(times[i], ticks[i], steps[i], buys[i]);
    }
  }

  @Override
  public void at(long slotMs, LevelSink bids, LevelSink asks) {
    int last = Math.max(0, before(slotMs) - 1);
    SplittableRandom random = new SplittableRandom(seed ^ slotMs);
    for (int i = 1; i <= LEVELS; i++) {
      bids.level(ticks[last] - i, 1 + random.nextInt(3_000));
      asks.level(ticks[last] + i, 1 + random.nextInt(3_000));
    }
  }

  @Override
  public OptionalLong lastE8(long nowMs) {
    int count = before(nowMs + 1);
    return count == 0 ? OptionalLong.empty() : OptionalLong.of(ticks[count - 1] * TICK_E8);
  }

  @Override
  public OptionalLong averageE8(int minutes, long nowMs) {
    return lastE8(nowMs);
  }
}
