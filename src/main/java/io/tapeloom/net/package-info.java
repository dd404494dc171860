/** Sockets that come back, ways out through proxies, polling, and the market's clock. */
package io.tapeloom.net;
