package io.tapeloom.sim.usdm;

/** One fill of one order, as userTrades shows it; amounts in 1e-8. */
public record TradeRow(
    OrderState order,
    long id,
    long priceE8,
    long quantityE8,
    long quoteE8,
    boolean maker,
    String feeAsset,
    long feeE8,
    long realizedE8,
    long timeMs) {}
