package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.Row;
import io.tapeloom.kernel.Fixed;
import java.math.BigDecimal;

/** One kline as a page lists it: an array of which the twelfth place means nothing. */
@Row
public record Bar(
    long openMs,
    Fixed openPrice,
    Fixed highPrice,
    Fixed lowPrice,
    Fixed closePrice,
    BigDecimal volume,
    long closeMs,
    BigDecimal quoteVolume,
    long count,
    BigDecimal takerVolume,
    BigDecimal takerQuoteVolume) {}
