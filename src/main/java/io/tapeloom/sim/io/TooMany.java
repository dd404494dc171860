package io.tapeloom.sim.io;

import io.tapeloom.sim.Refused;

/** A refusal of a caller that asks too much; says when to come back. */
final class TooMany extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final transient Refused refused;
  private final long retryAfterSeconds;

  TooMany(int status, Refused refused, long retryAfterSeconds) {
    super(refused.text(), null, false, false);
    this.status = status;
    this.refused = refused;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  int status() {
    return status;
  }

  Refused refused() {
    return refused;
  }

  long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
