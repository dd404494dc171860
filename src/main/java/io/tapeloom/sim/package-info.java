/**
 * The heart of the simulated exchange: a market that is the same for everyone who knows its seed.
 */
package io.tapeloom.sim;
