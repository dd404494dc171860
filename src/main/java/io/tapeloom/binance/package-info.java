/** The only place that knows Binance's field names and codes. */
package io.tapeloom.binance;
