/** Tests of the simulated USD-M futures desk. */
package io.tapeloom.sim.usdm;
