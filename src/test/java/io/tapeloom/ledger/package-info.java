/** Tests of positions, ids and results. */
package io.tapeloom.ledger;
