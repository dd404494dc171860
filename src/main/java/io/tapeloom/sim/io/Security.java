package io.tapeloom.sim.io;

/** What a call must prove. */
public enum Security {
  /** Nothing. */
  NONE,
  /** A known API key in the header; no signature. */
  KEY,
  /** A known key, a timestamp in time and a signature over everything sent. */
  SIGNED
}
