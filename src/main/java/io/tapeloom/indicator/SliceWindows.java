package io.tapeloom.indicator;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Fixed128;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Everything the sealed slices of one contiguous tape say at its newest boundary. It is a function
 * of the slices alone: filled again from stored slices it answers the same, bit for bit.
 */
public final class SliceWindows {
  /** This much of the past, in slices, decides every answer: 302 bars and the running one. */
  public static final long MEMORY_MS = (AtrPercentile.BARS + 1) * AtrPercentile.BAR_MS;

  private static final long DAY_MS = 86_400_000;
  private static final int SLICES_15M = 60;
  private static final int SLICES_30M = 120;
  private static final int SLICES_4H = 960;
  private static final int SLICES_24H = 5760;

  private final Slice[] recent = new Slice[SLICES_4H];
  private final CvdWindow fast = new CvdWindow();
  private final CvdWindow mid = new CvdWindow();
  private final CvdWindow day = new CvdWindow();
  private final VwapWindow vwap = new VwapWindow();
  private final Fixed128 step = new Fixed128();
  private final Fixed128 stepBefore = new Fixed128();
  private final Fixed128 fastBefore = new Fixed128();
  private final LargeTrades large = new LargeTrades(SLICES_15M);
  private final AtrPercentile atr = new AtrPercentile();
  private final QtyRanks ranks;
  private int next;
  private long lastMs = Long.MIN_VALUE;

  /** Windows of a tape that begins; the step only makes them fast. */
  public SliceWindows(long stepHintE8) {
    this.ranks = new QtyRanks(SLICES_24H, stepHintE8);
  }

  /** The next slice is settled; it must end 15 s after the one before. */
  public void enter(Slice slice) {
    if (lastMs != Long.MIN_VALUE && slice.tMs() != lastMs + Slice.LENGTH_MS) {
      throw new IllegalStateException("slice " + slice.tMs() + " does not follow " + lastMs);
    }
    lastMs = slice.tMs();
    leave(recent[(next + SLICES_4H - SLICES_30M) % SLICES_4H], recent[next]);
    if ((slice.tMs() - Slice.LENGTH_MS) % DAY_MS == 0) {
      day.clear();
    }
    fast.enter(slice);
    mid.enter(slice);
    day.enter(slice);
    vwap.enter(slice);
    atr.enter(slice);
    ranks.enter(slice.signedQtysE8());
    large.enter(slice.signedQtysE8());
    remember(slice);
  }

  private void leave(Slice after30m, Slice after4h) {
    if (after30m != null) {
      fast.leave(after30m);
      vwap.leave(after30m);
    }
    if (after4h != null) {
      mid.leave(after4h);
    }
  }

  private void remember(Slice slice) {
    recent[next] = slice;
    next = next + 1 == SLICES_4H ? 0 : next + 1;
    stepBefore.set(step);
    fast.copyTo(step);
    step.subtract(fastBefore);
    fast.copyTo(fastBefore);
  }

  /** Signed quantity of 30 min in 1e-8; absent without a trade in it. */
  public Optional<BigInteger> cvdFastE8() {
    return fast.e8();
  }

  /** Signed quantity of 4 h in 1e-8. */
  public Optional<BigInteger> cvdMidE8() {
    return mid.e8();
  }

  /** Signed quantity since 00:00 UTC of the day that ends with this boundary, in 1e-8. */
  public Optional<BigInteger> cvdDayE8() {
    return day.e8();
  }

  /** -1, 0 or 1; zero also without trades. */
  public int fastSign() {
    return fast.sign();
  }

  /** -1, 0 or 1; zero also without trades. */
  public int midSign() {
    return mid.sign();
  }

  /** -1, 0 or 1; zero also without trades. */
  public int daySign() {
    return day.sign();
  }

  /**
   * Sign of the fast window's change over the last 15 s when that change is larger than the one
   * before it, else 0. Boundaries before the tape count as zero.
   */
  public int acceleration() {
    boolean grew = magnitude(step).compareTo(magnitude(stepBefore)) > 0;
    return grew ? step.signum() : 0;
  }

  private static BigInteger magnitude(Fixed128 value) {
    return value.toBigInteger().abs();
  }

  /** Notional / quantity of 30 min, half even to 8 decimals. */
  public Optional<Fixed> vwap30m() {
    return vwap.vwap();
  }

  /** Sign of price - exact VWAP; 0 without trades. */
  public int vwapSide(long priceE8) {
    return vwap.side(priceE8);
  }

  /** Five-minute ATR. */
  public Optional<Fixed> atr5m() {
    return atr.atr();
  }

  /** Share of the day's ATR values at or below the newest, 0 to 100. */
  public Optional<Fixed> atrPercentile() {
    return atr.percentile();
  }

  /** Number of trades in 24 h. */
  public long trades() {
    return ranks.total();
  }

  /** Nearest-rank 95th percentile of the quantities of 24 h. */
  public Optional<Fixed> p95Qty() {
    return ranks.total() == 0 ? Optional.empty() : Optional.of(Fixed.ofE8(ranks.p95E8()));
  }

  /** Nearest-rank 99th percentile of the quantities of 24 h. */
  public Optional<Fixed> p99Qty() {
    return ranks.total() == 0 ? Optional.empty() : Optional.of(Fixed.ofE8(ranks.p99E8()));
  }

  /** Large trades of the last 15 min by the percentiles as of now. */
  public LargeFlow largeFlow() {
    if (ranks.total() == 0) {
      return LargeFlow.NONE;
    }
    return large.measure(ranks.p95E8(), ranks.p99E8());
  }
}
