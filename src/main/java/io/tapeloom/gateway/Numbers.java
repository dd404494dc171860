package io.tapeloom.gateway;

import io.tapeloom.kernel.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Amounts as browsers get them: plain decimal text without trailing zeros. */
final class Numbers {
  private Numbers() {}

  static String e8(long e8) {
    return Decimals.format(e8);
  }

  static String e8(BigInteger e8) {
    return e8.bitLength() < 64
        ? Decimals.format(e8.longValue())
        : new BigDecimal(e8, 8).stripTrailingZeros().toPlainString();
  }
}
