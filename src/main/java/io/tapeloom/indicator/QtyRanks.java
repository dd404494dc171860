package io.tapeloom.indicator;

import java.util.Arrays;

/**
 * Exact nearest-rank percentiles of all trade quantities of a sliding day. Quantities are counted
 * in lots of a unit: one counter per size below 65,536 lots, above that log-linear buckets of 10
 * mantissa bits that keep their distinct sizes sorted. A percentile is a cursor that follows its
 * rank, so a trade costs two counters and a question almost nothing. Buckets far under P95 are only
 * counted, which spares most trades the sorting. Unit and floor are only speed: when a quantity is
 * no multiple of the unit, or P95 falls under the floor, the window is walked again.
 */
final class QtyRanks {
  private static final int EXACT_BITS = 16;
  private static final int EXACT = 1 << EXACT_BITS;
  private static final int MANTISSA_BITS = 10;
  private static final int OCTAVE = 1 << MANTISSA_BITS;
  private static final int WIDE = (63 - EXACT_BITS) * OCTAVE;

  private final int[] counts = new int[EXACT + WIDE];
  private final SizeBucket[] buckets = new SizeBucket[WIDE];
  private final long[][] window;
  private final RankCursor p95 = new RankCursor(95);
  private final RankCursor p99 = new RankCursor(99);
  private Lot lot;
  private int floor = EXACT;
  private int next;
  private long total;

  /**
   * An empty window.
   *
   * @param slices how many slices it holds before the oldest leaves
   * @param stepE8 likely step of quantities in 1e-8; any positive value gives the same results
   */
  QtyRanks(int slices, long stepE8) {
    this.window = new long[slices][];
    this.lot = Lot.of(stepE8);
  }

  /** The next slice's signed quantities enter, those of the slice a window earlier leave. */
  void enter(long[] signedQtysE8) {
    long[] oldest = window[next];
    window[next] = signedQtysE8;
    next = next + 1 == window.length ? 0 : next + 1;
    if (oldest != null) {
      removeAll(oldest);
    }
    addAll(signedQtysE8);
  }

  /** How many quantities are in the window. */
  long total() {
    return total;
  }

  /** The ceil(0.95 n)-th smallest quantity in 1e-8; n must not be zero. */
  long p95E8() {
    return at(p95);
  }

  /** The ceil(0.99 n)-th smallest quantity in 1e-8; n must not be zero. */
  long p99E8() {
    return at(p99);
  }

  private long at(RankCursor cursor) {
    p95.seek(counts, total);
    follow(p95.index());
    long inside = cursor.seek(counts, total);
    int index = cursor.index();
    return lot.unitE8() * (index < EXACT ? index : buckets[index - EXACT].select(inside));
  }

  /** Keeps the floor one to three octaves under P95. */
  private void follow(int index) {
    int wanted = Math.max(EXACT, index - 2 * OCTAVE);
    if (wanted > floor + OCTAVE) {
      Arrays.fill(buckets, floor - EXACT, wanted - EXACT, null);
      floor = wanted;
    } else if (index < floor && wanted < floor) {
      fill(wanted, floor);
      floor = wanted;
    }
  }

  private void fill(int from, int to) {
    for (long[] signedQtysE8 : window) {
      if (signedQtysE8 != null) {
        for (long signed : signedQtysE8) {
          long lots = lot.lots(Math.abs(signed));
          int index = index(lots);
          if (index >= from && index < to) {
            bucket(index).add(lots);
          }
        }
      }
    }
  }

  private void addAll(long[] signedQtysE8) {
    Lot now = lot;
    for (long signed : signedQtysE8) {
      long qtyE8 = Math.abs(signed);
      long lots = now.lots(qtyE8);
      if (lots < 0) {
        recount(now.commonWith(qtyE8));
        return;
      }
      add(lots);
    }
    total += signedQtysE8.length;
  }

  private void add(long lots) {
    int index = index(lots);
    counts[index]++;
    p95.added(index);
    p99.added(index);
    if (index >= floor) {
      bucket(index).add(lots);
    }
  }

  private void removeAll(long[] signedQtysE8) {
    Lot now = lot;
    for (long signed : signedQtysE8) {
      long lots = now.lots(Math.abs(signed));
      int index = index(lots);
      counts[index]--;
      p95.removed(index);
      p99.removed(index);
      if (index >= floor) {
        leaveBucket(index, lots);
      }
    }
    total -= signedQtysE8.length;
  }

  private SizeBucket bucket(int index) {
    SizeBucket bucket = buckets[index - EXACT];
    if (bucket == null) {
      bucket = new SizeBucket();
      buckets[index - EXACT] = bucket;
    }
    return bucket;
  }

  private void leaveBucket(int index, long lots) {
    SizeBucket bucket = buckets[index - EXACT];
    bucket.remove(lots);
    if (bucket.isEmpty()) {
      buckets[index - EXACT] = null;
    }
  }

  private void recount(Lot smaller) {
    lot = smaller;
    total = 0;
    Arrays.fill(counts, 0);
    Arrays.fill(buckets, null);
    floor = EXACT;
    p95.reset();
    p99.reset();
    for (long[] signedQtysE8 : window) {
      if (signedQtysE8 != null && lot == smaller) {
        addAll(signedQtysE8);
      }
    }
  }

  private static int index(long lots) {
    if (lots < EXACT) {
      return (int) lots;
    }
    int exponent = 63 - Long.numberOfLeadingZeros(lots);
    int mantissa = (int) (lots >>> (exponent - MANTISSA_BITS)) & ((1 << MANTISSA_BITS) - 1);
    return EXACT + ((exponent - EXACT_BITS) << MANTISSA_BITS) + mantissa;
  }
}
