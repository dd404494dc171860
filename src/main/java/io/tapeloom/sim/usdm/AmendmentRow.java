package io.tapeloom.sim.usdm;

/** One change of an order; prices and quantities in 1e-8. */
public record AmendmentRow(
    long id, OrderState order, long priceBeforeE8, long quantityBeforeE8, int count, long timeMs) {}
