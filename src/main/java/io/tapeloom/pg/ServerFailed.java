package io.tapeloom.pg;

import java.io.IOException;

/** The embedded server could not be created, started or stopped; the message says what to do. */
public final class ServerFailed extends IOException {
  private static final long serialVersionUID = 1L;

  ServerFailed(String message) {
    super(message);
  }

  ServerFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
