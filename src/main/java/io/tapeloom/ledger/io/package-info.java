/** Keeps what closed cycles added to each account. */
package io.tapeloom.ledger.io;
