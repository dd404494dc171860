package io.tapeloom.sim.io;

/** One stream of one market, on the side of whoever fills it. */
public interface Topic {
  /** Whether somebody listens. */
  boolean wanted();

  /** Sends one payload, JSON in ASCII, to everyone who listens. */
  void publish(byte[] json);
}
