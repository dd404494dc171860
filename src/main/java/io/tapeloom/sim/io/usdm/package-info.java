/**
 * The private side of the simulated USD-M futures market on the wire: REST, WebSocket API, events.
 */
package io.tapeloom.sim.io.usdm;
