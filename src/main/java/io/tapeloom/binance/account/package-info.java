/** Everything of the exchange that needs a key: signed calls, orders, user streams, budgets. */
package io.tapeloom.binance.account;
