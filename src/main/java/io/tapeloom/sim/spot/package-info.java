/**
 * The private side of the simulated spot market: accounts, orders and what becomes of them. It
 * decides only; the wire is elsewhere.
 */
package io.tapeloom.sim.spot;
