/** Tests of the risk door. */
package io.tapeloom.risk.io;
