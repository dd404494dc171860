package io.tapeloom.kernel;

/** State of one part at one moment; {@code note} says why when it is not up. */
public record Health(String part, Status status, String note) {
  /** The three answers a part may give. */
  public enum Status {
    UP,
    DEGRADED,
    DOWN
  }
}
