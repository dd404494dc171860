/** Tests of the signal room's door. */
package io.tapeloom.signal.io;
