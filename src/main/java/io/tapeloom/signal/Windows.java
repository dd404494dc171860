package io.tapeloom.signal;

import io.tapeloom.kernel.Fixed;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What the tape says at a boundary T; an absent value is unknown, never zero.
 *
 * @param cvdFastE8 signed quantity of [T - 30 min, T) in 1e-8; absent without a trade in it
 * @param cvdMidE8 signed quantity of [T - 4 h, T)
 * @param cvdDayE8 signed quantity since 00:00 UTC of the day of T - 1 ms
 * @param vwap30m notional / quantity of [T - 30 min, T), half even to 8 decimals
 * @param atr5m Wilder ATR of five-minute bars, rounded half even to 8 decimals
 * @param atrPercentile 0 to 100, half even to 8 decimals
 * @param p95Qty nearest-rank percentile of the 24 h quantities
 * @param p99Qty nearest-rank percentile of the 24 h quantities
 * @param trades number of trades in [T - 24 h, T)
 */
public record Windows(
    Optional<BigInteger> cvdFastE8,
    Optional<BigInteger> cvdMidE8,
    Optional<BigInteger> cvdDayE8,
    Optional<Fixed> vwap30m,
    Optional<Fixed> atr5m,
    Optional<Fixed> atrPercentile,
    Optional<Fixed> p95Qty,
    Optional<Fixed> p99Qty,
    long trades) {}
