package io.tapeloom.indicator;

import java.util.Arrays;

/**
 * The large trades of the last 15 minutes. Only trades above a floor somewhat under P95 are kept
 * apart, so that a boundary looks at a tenth of them; the floor follows P95 and never changes an
 * answer.
 */
final class LargeTrades {
  private final long[][] window;
  private final int[] kept;
  private int next;
  private long floorE8;
  private long[] large = new long[256];
  private int head;
  private int tail;

  LargeTrades(int slices) {
    this.window = new long[slices][];
    this.kept = new int[slices];
  }

  /** The next slice's signed quantities enter, those of the slice a window earlier leave. */
  void enter(long[] signedQtysE8) {
    head += kept[next];
    window[next] = signedQtysE8;
    kept[next] = keep(signedQtysE8);
    next = next + 1 == window.length ? 0 : next + 1;
  }

  private int keep(long[] signedQtysE8) {
    reserve(signedQtysE8.length);
    long[] into = large;
    int from = tail;
    int at = from;
    for (long signed : signedQtysE8) {
      into[at] = signed;
      at += Math.abs(signed) >= floorE8 ? 1 : 0;
    }
    tail = at;
    return at - from;
  }

  private void reserve(int more) {
    if (tail + more <= large.length) {
      return;
    }
    int held = tail - head;
    long[] target = large.length >= 2 * (held + more) ? large : new long[4 * (held + more)];
    System.arraycopy(large, head, target, 0, held);
    large = target;
    head = 0;
    tail = held;
  }

  /** What the trades at or above the two thresholds did. */
  LargeFlow measure(long p95E8, long p99E8) {
    if (p95E8 < floorE8 || floorE8 < p95E8 / 2) {
      refit(p95E8 - p95E8 / 4);
    }
    long high = 0;
    long low = 0;
    boolean buyPrint = false;
    boolean sellPrint = false;
    for (int i = head; i < tail; i++) {
      long signed = large[i];
      long absolute = Math.abs(signed);
      if (absolute >= p95E8) {
        high += signed >> 32;
        low += signed & 0xffff_ffffL;
        buyPrint |= signed >= p99E8;
        sellPrint |= signed <= -p99E8;
      }
    }
    return new LargeFlow(sign(high + (low >>> 32), low & 0xffff_ffffL), buyPrint, sellPrint);
  }

  /** Sign of a sum kept in two halves, so that no number of trades can overflow it. */
  private static int sign(long high, long low) {
    return high != 0 ? Long.signum(high) : Long.signum(low);
  }

  private void refit(long floor) {
    floorE8 = floor;
    head = 0;
    tail = 0;
    Arrays.fill(kept, 0);
    for (int i = 0; i < window.length; i++) {
      int at = (next + i) % window.length;
      if (window[at] != null) {
        kept[at] = keep(window[at]);
      }
    }
  }
}
