/**
 * The matching core of the simulated exchange: one order book per symbol in price-time priority,
 * and the house, which stands in it for the rest of the market. Counts in whole ticks and steps,
 * knows no money, no accounts and no clock.
 */
package io.tapeloom.sim.book;
