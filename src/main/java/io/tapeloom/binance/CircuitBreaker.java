package io.tapeloom.binance;

/**
 * Spares a host that does not answer: after some failures in a row nothing is asked for a while,
 * then one request may try. Whatever protects a position passes at any time. Times come from one
 * clock that never jumps; used from any thread.
 */
public final class CircuitBreaker {
  /** Whether requests pass. */
  public enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  private static final int FAILURES = 5;
  private static final long FIRST_MS = 1_000;
  private static final long LONGEST_MS = 10_000;

  private State state = State.CLOSED;
  private int failures;
  private long restMs = FIRST_MS;
  private long openUntilMs;
  private boolean probing;
  private long trips;
  private String lastWords = "";

  /**
   * Whether a request may go out now; one that may must be followed by {@link #worked} or {@link
   * #failed}.
   *
   * @param protects true for cancels, reduce-only and stop orders
   */
  public synchronized boolean allows(long nowMs, boolean protects) {
    if (state == State.OPEN && nowMs >= openUntilMs) {
      state = State.HALF_OPEN;
      probing = false;
    }
    boolean probe = state == State.HALF_OPEN && !probing;
    if (probe) {
      probing = true;
    }
    return protects || probe || state == State.CLOSED;
  }

  /** The host answered; whether it liked the question is another matter. */
  public synchronized void worked() {
    state = State.CLOSED;
    failures = 0;
    restMs = FIRST_MS;
    probing = false;
  }

  /** No answer came, or one that says the host is broken. */
  public synchronized void failed(long nowMs, String words) {
    failures++;
    lastWords = words;
    if (state == State.HALF_OPEN) {
      open(nowMs, Math.min(restMs * 2, LONGEST_MS));
    } else if (state == State.CLOSED && failures >= FAILURES) {
      open(nowMs, FIRST_MS);
    }
  }

  private void open(long nowMs, long forMs) {
    state = State.OPEN;
    restMs = forMs;
    openUntilMs = nowMs + forMs;
    probing = false;
    trips++;
  }

  /** Whether requests pass. */
  public synchronized State state() {
    return state;
  }

  /** What went wrong last. */
  public synchronized String lastWords() {
    return lastWords;
  }

  /** How often it opened. */
  public synchronized long trips() {
    return trips;
  }
}
