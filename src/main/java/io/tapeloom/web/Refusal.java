package io.tapeloom.web;

/** Carries a problem through a failed future; it has no stack because it is no bug. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  Refusal(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** What to tell the caller. */
  public Problem problem() {
    return problem;
  }
}
