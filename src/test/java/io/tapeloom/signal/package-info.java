/** Tests of the signal engine: recordings, a naive twin, and every reason not to trade. */
package io.tapeloom.signal;
