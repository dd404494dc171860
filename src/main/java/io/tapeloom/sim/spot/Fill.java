package io.tapeloom.sim.spot;

/**
 * One trade of one order; amounts in 1e-8.
 *
 * @param listId id of the order's list, -1 where it has none
 */
public record Fill(
    int account,
    String symbol,
    long tradeId,
    long orderId,
    long listId,
    long priceE8,
    long qtyE8,
    long quoteE8,
    long feeE8,
    String feeAsset,
    long timeMs,
    boolean buyer,
    boolean maker) {}
