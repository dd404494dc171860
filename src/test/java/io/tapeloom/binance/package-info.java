/** Tests of the Binance protocol: frames, REST and streams. */
package io.tapeloom.binance;
