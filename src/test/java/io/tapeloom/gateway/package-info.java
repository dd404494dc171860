/** The gateway over real sockets and rows: contract, guards, bridge, snapshots, web app. */
package io.tapeloom.gateway;
