/** Tests of the whole program as a user runs it: processes, signals, real sockets, a browser. */
package io.tapeloom.e2e;
