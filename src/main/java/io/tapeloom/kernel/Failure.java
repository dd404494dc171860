package io.tapeloom.kernel;

/** A refusal as a value: the closed list of reasons, and one sentence for the reader. */
public record Failure(Reason reason, String message) {
  /** Why something was not done. */
  public enum Reason {
    INVALID,
    NOT_FOUND,
    CONFLICT,
    UNAVAILABLE,
    UNSUPPORTED,
    UNKNOWN_OUTCOME
  }
}
