/** Runs the engine of each instrument: trades in, rows and notifications out. */
package io.tapeloom.signal.io;
