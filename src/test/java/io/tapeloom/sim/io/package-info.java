/** Tests of the simulated exchange over real sockets. */
package io.tapeloom.sim.io;
