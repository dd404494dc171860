package io.tapeloom.binance.answer;

import java.math.BigDecimal;
import java.util.Optional;

/** One rule of a symbol, account or exchange; the type says which figures it has. */
public record Filter(
    String filterType,
    Optional<BigDecimal> minPrice,
    Optional<BigDecimal> maxPrice,
    Optional<BigDecimal> tickSize,
    Optional<BigDecimal> minQty,
    Optional<BigDecimal> maxQty,
    Optional<BigDecimal> stepSize,
    Optional<BigDecimal> notional,
    Optional<BigDecimal> minNotional,
    Optional<BigDecimal> maxNotional,
    Optional<BigDecimal> multiplierUp,
    Optional<BigDecimal> multiplierDown,
    Optional<BigDecimal> bidMultiplierUp,
    Optional<BigDecimal> bidMultiplierDown,
    Optional<BigDecimal> askMultiplierUp,
    Optional<BigDecimal> askMultiplierDown,
    Optional<BigDecimal> maxPosition,
    Optional<Integer> maxNumOrders,
    Optional<Integer> maxNumAlgoOrders,
    Optional<Integer> maxNumIcebergOrders,
    Optional<Integer> avgPriceMins) {}
