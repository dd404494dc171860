/** The private side of the simulated spot market on the wire: its calls, answers and events. */
package io.tapeloom.sim.io.spot;
