package io.tapeloom.indicator;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Fixed128;
import java.math.BigInteger;
import java.util.Optional;

/** Running notional and quantity of a window, and their quotient. */
final class VwapWindow {
  private final Fixed128 notionalE16 = new Fixed128();
  private final Fixed128 qtyE8 = new Fixed128();

  void enter(Slice slice) {
    notionalE16.add(slice.notionalE16());
    qtyE8.add(slice.qtyE8());
  }

  void leave(Slice slice) {
    notionalE16.subtract(slice.notionalE16());
    qtyE8.subtract(slice.qtyE8());
  }

  void clear() {
    notionalE16.clear();
    qtyE8.clear();
  }

  /** Notional / quantity, half even to 8 decimals; absent without quantity. */
  Optional<Fixed> vwap() {
    if (qtyE8.signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(Fixed.ofE8(quotientHalfEven()));
  }

  private long quotientHalfEven() {
    BigInteger divisor = qtyE8.toBigInteger();
    BigInteger[] parts = notionalE16.toBigInteger().divideAndRemainder(divisor);
    long quotient = parts[0].longValueExact();
    int half = parts[1].shiftLeft(1).compareTo(divisor);
    boolean up = half > 0 || (half == 0 && (quotient & 1) == 1);
    return up ? Math.addExact(quotient, 1) : quotient;
  }

  /** Sign of price - VWAP by the exact quotient, not the rounded one; 0 without quantity. */
  int side(long priceE8) {
    if (qtyE8.signum() == 0) {
      return 0;
    }
    BigInteger atPrice = qtyE8.toBigInteger().multiply(BigInteger.valueOf(priceE8));
    return atPrice.compareTo(notionalE16.toBigInteger());
  }
}
