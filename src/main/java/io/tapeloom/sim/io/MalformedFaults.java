package io.tapeloom.sim.io;

/** A faults file that cannot be read; the message names file, line and field. */
public final class MalformedFaults extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedFaults(String message) {
    super(message);
  }
}
