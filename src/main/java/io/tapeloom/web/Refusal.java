package io.tapeloom.web;

/** Carries a problem through a failed future; it has no stack because it is no bug. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  private final long retryAfterS;

  Refusal(Problem problem, long retryAfterS) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
    this.retryAfterS = retryAfterS;
  }

  /** What to tell the caller. */
  public Problem problem() {
    return problem;
  }

  /** Seconds after which another try may go better; 0 when nobody knows. */
  public long retryAfterS() {
    return retryAfterS;
  }
}
