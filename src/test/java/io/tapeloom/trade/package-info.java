/** Tests of paper trading: the fold against a naive twin, and rule by rule. */
package io.tapeloom.trade;
