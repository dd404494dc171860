/** Tests of accounts over HTTP against real rows. */
package io.tapeloom.user.io;
