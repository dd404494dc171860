/** Tests of the simulated spot desk. */
package io.tapeloom.sim.spot;
