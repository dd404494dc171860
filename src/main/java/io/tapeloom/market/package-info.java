/**
 * What the exchange tells us, checked and ordered: trades, bars, gaps and the rules of a symbol.
 */
package io.tapeloom.market;
