/** API keys of the simulated exchange: who may call, and how a signature is checked. */
package io.tapeloom.sim.io.keys;
