/**
 * The private side of the simulated USD-M futures market: accounts, margin, orders, conditional
 * orders, liquidation and funding. Decides only; keeps its own books and knows no wire format.
 */
package io.tapeloom.sim.usdm;
