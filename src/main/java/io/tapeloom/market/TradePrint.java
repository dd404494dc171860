package io.tapeloom.market;

/**
 * One single trade as the {@code trade} stream prints it, before aggregation.
 *
 * @param id trade id counted by the exchange in steps of one
 * @param priceE8 price in 1e-8
 * @param qtyE8 quantity in 1e-8
 * @param timeMs exchange time, ms since the epoch
 * @param buyerMaker true when the taker sold
 * @param onMarket false for what happened beside the book (insurance fund, auto-deleveraging): it
 *     has an id and no say in prices
 */
public record TradePrint(
    long id, long priceE8, long qtyE8, long timeMs, boolean buyerMaker, boolean onMarket) {}
