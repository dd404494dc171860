/**
 * The simulated exchange's door: Binance's USD-M protocol on loopback, written without the code of
 * our own client so that the two ends check each other.
 */
package io.tapeloom.sim.io;
