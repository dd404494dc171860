/** Tests of the network library on real sockets. */
package io.tapeloom.net;
