package io.tapeloom.risk;

/** What the guard found at one moment; silence for 5 s means no entries. */
public record RiskState(Status status, String reason, long timeMs) {
  /** How much may be done. */
  public enum Status {
    NORMAL,
    WARNING,
    CIRCUIT_BREAK
  }
}
