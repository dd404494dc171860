package io.tapeloom.indicator;

import io.tapeloom.kernel.Fixed128;
import java.math.BigInteger;
import java.util.Optional;

/** Running signed quantity of a window: slices enter and leave, the sum stays exact. */
final class CvdWindow {
  private final Fixed128 sumE8 = new Fixed128();
  private long trades;

  void enter(Slice slice) {
    sumE8.add(slice.signedQtyE8());
    trades += slice.count();
  }

  void leave(Slice slice) {
    sumE8.subtract(slice.signedQtyE8());
    trades -= slice.count();
  }

  void clear() {
    sumE8.clear();
    trades = 0;
  }

  int sign() {
    return sumE8.signum();
  }

  /** Takes the current sum into {@code target}. */
  void copyTo(Fixed128 target) {
    target.set(sumE8);
  }

  Optional<BigInteger> e8() {
    return trades == 0 ? Optional.empty() : Optional.of(sumE8.toBigInteger());
  }
}
