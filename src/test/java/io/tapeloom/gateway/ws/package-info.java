/** Tests of the public WebSocket protocol. */
package io.tapeloom.gateway.ws;
