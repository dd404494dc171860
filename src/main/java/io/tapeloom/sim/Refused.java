package io.tapeloom.sim;

/**
 * What the simulated exchange will not do, with the code and the text that the real one gives. A
 * refusal changes nothing: whoever throws it has not begun.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int code;

  /** A refusal with the exchange's own number and words. */
  public Refused(int code, String text) {
    super(text, null, false, false);
    this.code = code;
  }

  /** The exchange's number, negative, such as -2013. */
  public int code() {
    return code;
  }

  /** The exchange's words, such as {@code Order does not exist.} */
  public String text() {
    return getMessage();
  }

  /** A parameter that must be there and is not, or cannot be read. */
  public static Refused missing(String name) {
    return new Refused(
        -1102, "Mandatory parameter '" + name + "' was not sent, was empty/null, or malformed.");
  }

  /** A parameter whose value is outside of what is allowed. */
  public static Refused invalid(String name) {
    return new Refused(-1130, "Data sent for parameter '" + name + "' is not valid.");
  }
}
