/** Tests of the simulated market. */
package io.tapeloom.sim;
