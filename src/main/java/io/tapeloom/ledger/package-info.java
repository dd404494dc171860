/** Orders, fills and positions as events, and the fold that turns them into money. */
package io.tapeloom.ledger;
