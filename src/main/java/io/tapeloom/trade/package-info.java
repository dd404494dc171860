/** Turns decisions into intents, orders and fills; the paper broker fills them from the tape. */
package io.tapeloom.trade;
