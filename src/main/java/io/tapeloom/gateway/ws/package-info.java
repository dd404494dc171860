/**
 * The public WebSocket protocol 2.0: market data for charting clients and programs. What is pushed
 * is encoded once for everybody and leaves in one write for each socket and tick.
 */
package io.tapeloom.gateway.ws;
