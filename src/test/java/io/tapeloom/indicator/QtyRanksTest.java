package io.tapeloom.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Percentiles and large trades against a sorted copy of the window, on seeded quantities. */
class QtyRanksTest {
  private static final int SLICES = 12;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void percentilesAreThoseOfTheSortedWindow(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    QtyRanks ranks = new QtyRanks(SLICES, 100_000);
    LargeTrades large = new LargeTrades(SLICES / 3);
    Deque<long[]> window = new ArrayDeque<>();
    for (int i = 0; i < 400; i++) {
      long[] slice = slice(random, seed, i);
      window.addLast(slice);
      if (window.size() > SLICES) {
        window.removeFirst();
      }
      ranks.enter(slice);
      large.enter(slice);
      check(ranks, large, window, "seed " + seed + " slice " + i);
    }
  }

  private static void check(QtyRanks ranks, LargeTrades large, Deque<long[]> window, String where) {
    long[] sorted = window.stream().flatMapToLong(Arrays::stream).map(Math::abs).sorted().toArray();
    assertEquals(sorted.length, ranks.total(), where);
    if (sorted.length == 0) {
      return;
    }
    long p95 = sorted[(95 * sorted.length + 99) / 100 - 1];
    long p99 = sorted[(99 * sorted.length + 99) / 100 - 1];
    assertEquals(p95, ranks.p95E8(), where);
    assertEquals(p99, ranks.p99E8(), where);
    long[] late =
        window.stream()
            .skip(Math.max(0, window.size() - SLICES / 3))
            .flatMapToLong(Arrays::stream)
            .toArray();
    long flow = Arrays.stream(late).filter(q -> Math.abs(q) >= p95).sum();
    boolean buy = Arrays.stream(late).anyMatch(q -> q >= p99);
    boolean sell = Arrays.stream(late).anyMatch(q -> q <= -p99);
    LargeFlow expected = new LargeFlow(Long.signum(flow), buy, sell);
    assertEquals(expected, large.measure(p95, p99), where);
  }

  /** Regimes change, so that percentiles jump between the exact counters and the wide buckets. */
  private static long[] slice(SplittableRandom random, long seed, int index) {
    int regime = (int) ((index / 25 + seed) % 5);
    long[] slice = new long[random.nextInt(regime == 4 ? 2 : 120)];
    for (int i = 0; i < slice.length; i++) {
      long qty =
          switch (regime) {
            case 0 -> 100_000 * (1 + random.nextLong(50));
            case 1 -> 100_000 * (1 + random.nextLong(3_000_000));
            case 2 -> 100_000 * (70_000 + random.nextLong(60));
            case 3 -> seed % 2 == 0 ? 1 + random.nextLong(1L << 50) : 1_000_000_000L;
            default -> 1L << random.nextInt(1, 56);
          };
      slice[i] = random.nextBoolean() ? qty : -qty;
    }
    return slice;
  }
}
