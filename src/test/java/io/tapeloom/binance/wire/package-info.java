/** Tests of strict JSON. */
package io.tapeloom.binance.wire;
