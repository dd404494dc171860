/** The HTTP server, the browser bridge and the web app. */
package io.tapeloom.gateway;
