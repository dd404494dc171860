/** Tests of the bus catalogue. */
package io.tapeloom.bus;
