package io.tapeloom.sim.io.keys;

/** Whether a signature belongs to a payload; one instance serves one event loop. */
@FunctionalInterface
interface SignatureCheck {
  /** False for anything that is not this payload's signature, malformed ones included. */
  boolean accepts(byte[] payload, String signature);
}
