package io.tapeloom.gateway.ws;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.market.Kline;
import java.math.BigInteger;

/**
 * One bar of any length that the protocol knows.
 *
 * @param timeMs start, ms since the epoch
 * @param openE8 first price in 1e-8, and so for high, low and close
 * @param volumeE8 base quantity in 1e-8
 */
record Bar(long timeMs, long openE8, long highE8, long lowE8, long closeE8, BigInteger volumeE8) {
  static Bar of(Kline kline) {
    return new Bar(
        kline.openMs(),
        kline.openE8(),
        kline.highE8(),
        kline.lowE8(),
        kline.closeE8(),
        kline.volumeE8());
  }

  /** This bar and the one that follows it as one bar that starts then. */
  Bar join(Bar next) {
    return new Bar(
        timeMs,
        openE8,
        Math.max(highE8, next.highE8),
        Math.min(lowE8, next.lowE8),
        next.closeE8,
        volumeE8.add(next.volumeE8));
  }

  /** Appends it as JSON; prices are exact decimal numbers. */
  void json(StringBuilder out) {
    out.append("{\"time\":").append(timeMs);
    Decimals.append(out.append(",\"open\":"), openE8);
    Decimals.append(out.append(",\"high\":"), highE8);
    Decimals.append(out.append(",\"low\":"), lowE8);
    Decimals.append(out.append(",\"close\":"), closeE8);
    Exact.append(out.append(",\"volume\":"), volumeE8);
    out.append('}');
  }
}
