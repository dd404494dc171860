package io.tapeloom.sim;

import java.util.Optional;

/** Moments that faults can wait for. */
public enum FaultMoment {
  /** Any call arrives. */
  REQUEST("request"),
  /** An order arrives. */
  ORDER_RECEIVED("order.received"),
  /** An order was accepted; its reply is not out yet. */
  ORDER_ACCEPTED("order.accepted"),
  /** A conditional order of the algo service arrives. */
  ALGO_RECEIVED("algo.received"),
  /** A conditional order of the algo service was accepted. */
  ALGO_ACCEPTED("algo.accepted"),
  /** A cancel arrives. */
  CANCEL_RECEIVED("cancel.received"),
  /** A cancel was done. */
  CANCEL_ACCEPTED("cancel.accepted"),
  /** An order of a user traded. */
  FILL("fill"),
  /** A user is told of anything. */
  EVENT("event"),
  /** A stream connection subscribes. */
  SUBSCRIBE("subscribe");

  private final String code;

  FaultMoment(String code) {
    this.code = code;
  }

  /** Its name in files and requests. */
  public String code() {
    return code;
  }

  /** The moment of that name. */
  public static Optional<FaultMoment> find(String code) {
    for (FaultMoment moment : values()) {
      if (moment.code.equals(code)) {
        return Optional.of(moment);
      }
    }
    return Optional.empty();
  }
}
