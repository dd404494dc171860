package io.tapeloom.market;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded tapes for tests. */
public final class Tapes {
  /** The instrument of every tape here. */
  public static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");

  private Tapes() {}

  /** A trade with everything derived from its id. */
  public static AggTrade trade(long id, long timeMs) {
    return new AggTrade(
        BTC,
        id,
        6_394_390_000_000L + id * 10_000_000L,
        1_000_000L + id,
        id * 2,
        id * 2 + 1,
        timeMs,
        id % 2 == 0);
  }

  /** {@code count} trades from the given id and time, up to {@code stepMs} apart. */
  public static List<AggTrade> random(long seed, int count, long fromId, long fromMs, int stepMs) {
    SplittableRandom chance = new SplittableRandom(seed);
    List<AggTrade> tape = new ArrayList<>();
    long timeMs = fromMs;
    for (int i = 0; i < count; i++) {
      timeMs += chance.nextInt(stepMs + 1);
      long priceE8 = (600_000 + chance.nextInt(1_000)) * 10_000_000L;
      long qtyE8 = (1 + chance.nextInt(5_000)) * 100_000L;
      long id = fromId + i;
      tape.add(
          new AggTrade(BTC, id, priceE8, qtyE8, id * 3, id * 3 + 2, timeMs, chance.nextBoolean()));
    }
    return tape;
  }
}
