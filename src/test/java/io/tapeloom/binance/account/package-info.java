/** Tests of signed calls, orders, user streams and budgets. */
package io.tapeloom.binance.account;
