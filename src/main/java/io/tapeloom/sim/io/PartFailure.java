package io.tapeloom.sim.io;

/** An answer with a body and a status of its own that is no success, such as a 409. */
public final class PartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  /**
   * An answer.
   *
   * @param body JSON with {@code code}, {@code msg} and whatever else belongs to it
   */
  public PartFailure(int status, String body) {
    super(body, null, false, false);
    this.status = status;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** The JSON as it goes out. */
  public String body() {
    return getMessage();
  }
}
