package io.tapeloom.gateway.ws;

import io.tapeloom.kernel.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Amounts as JSON numbers: every digit and no exponent. */
final class Exact {
  private Exact() {}

  static void append(StringBuilder out, BigInteger e8) {
    if (e8.bitLength() < 64) {
      Decimals.append(out, e8.longValue());
    } else {
      out.append(new BigDecimal(e8, 8).stripTrailingZeros().toPlainString());
    }
  }
}
