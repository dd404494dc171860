package io.tapeloom.indicator;

import io.tapeloom.kernel.Fixed128;
import java.util.Arrays;

/**
 * The slice that is still running. A trade costs three exact additions and one append, and nothing
 * is allocated until the slice is sealed.
 */
public final class SliceBuilder {
  private static final long[] NONE = {};

  private final Fixed128 signedQty = new Fixed128();
  private final Fixed128 qty = new Fixed128();
  private final Fixed128 notional = new Fixed128();
  private long[] signedQtys = new long[1024];
  private int count;
  private long openE8;
  private long highE8;
  private long lowE8;
  private long closeE8;
  private long lastId;
  private long lastMs;

  /** Counts one trade at its effective time. */
  public void add(long id, long effectiveMs, long priceE8, long signedQtyE8) {
    long absolute = Math.abs(signedQtyE8);
    signedQty.add(signedQtyE8);
    qty.add(absolute);
    notional.addProduct(priceE8, absolute);
    if (count == signedQtys.length) {
      signedQtys = Arrays.copyOf(signedQtys, 2 * count);
    }
    signedQtys[count] = signedQtyE8;
    if (count++ == 0) {
      openE8 = priceE8;
      highE8 = priceE8;
      lowE8 = priceE8;
    } else if (priceE8 > highE8) {
      highE8 = priceE8;
    } else if (priceE8 < lowE8) {
      lowE8 = priceE8;
    }
    closeE8 = priceE8;
    lastId = id;
    lastMs = effectiveMs;
  }

  /** Settles what was counted as the slice that ends at {@code tMs} and starts the next one. */
  public Slice seal(long tMs, long tapeFromMs) {
    boolean silent = count == 0;
    Slice slice =
        new Slice(
            tMs,
            tapeFromMs,
            signedQty.toBigInteger(),
            qty.toBigInteger(),
            notional.toBigInteger(),
            count,
            silent ? closeE8 : openE8,
            silent ? closeE8 : highE8,
            silent ? closeE8 : lowE8,
            closeE8,
            lastId,
            lastMs,
            silent ? NONE : Arrays.copyOf(signedQtys, count));
    clear();
    return slice;
  }

  /** Drops what was counted: the tape before a gap is not part of the tape after it. */
  public void clear() {
    signedQty.clear();
    qty.clear();
    notional.clear();
    count = 0;
  }

  /** Goes on after a sealed slice, as if its trades had just been counted and settled. */
  public void resumeAfter(Slice sealed) {
    clear();
    closeE8 = sealed.closeE8();
    lastId = sealed.lastId();
    lastMs = sealed.lastMs();
  }

  /** Price of the last trade in 1e-8. */
  public long closeE8() {
    return closeE8;
  }

  /** Id of the last trade counted. */
  public long lastId() {
    return lastId;
  }
}
