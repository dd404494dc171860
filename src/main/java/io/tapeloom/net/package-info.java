/** Sockets that come back, polling, and the market's clock. */
package io.tapeloom.net;
