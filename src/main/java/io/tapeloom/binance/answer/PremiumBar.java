package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.Row;
import io.tapeloom.kernel.Fixed;

/** One bar of the premium index, whose figures may be negative. */
@Row
public record PremiumBar(
    long openMs, Fixed open, Fixed high, Fixed low, Fixed close, Fixed volume, long closeMs) {}
