/** Strict JSON: what the exchange sends becomes records, or is refused by name. */
package io.tapeloom.binance.wire;
