package io.tapeloom.sim;

/** Where a kind of fault takes hold. */
public enum FaultPlace {
  /** Before a call is handled. */
  BEFORE,
  /** After a call succeeded, before its reply is sent. */
  AFTER,
  /** On a frame of a market stream. */
  FRAME,
  /** On an event for a user. */
  EVENT,
  /** On a control message of a stream connection. */
  CONTROL,
  /** At once, on nothing that passes by. */
  NOW
}
