package io.tapeloom.sim.io;

import java.io.IOException;

/** A faults file that cannot be read; the message names file, line and field. */
public final class MalformedFaults extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedFaults(String message) {
    super(message);
  }
}
