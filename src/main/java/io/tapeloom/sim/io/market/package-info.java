/**
 * The public side of the simulated exchange: what everybody may ask and hear about the market, over
 * REST and over streams.
 */
package io.tapeloom.sim.io.market;
