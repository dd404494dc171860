/** Carries decisions into rows: who may write, what is approved, and how paper orders fill. */
package io.tapeloom.trade.io;
