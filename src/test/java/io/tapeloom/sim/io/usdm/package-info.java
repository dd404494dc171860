/** Tests of the futures desk's calls and events. */
package io.tapeloom.sim.io.usdm;
