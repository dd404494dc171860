package io.tapeloom.binance.wire;

/** A payload that is not what it should be: why, and the exchange's name of the field at fault. */
public final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a payload was refused. */
  public enum Reason {
    NOT_JSON,
    TOO_LARGE,
    MISSING,
    WRONG_TYPE,
    OUT_OF_RANGE,
    UNKNOWN_VALUE
  }

  private final Reason reason;
  private final String field;
  private final String words;

  /**
   * A refusal.
   *
   * @param field path such as {@code orders[0].price}, empty for the whole payload
   * @param words what was expected and what came, without quoting more than a few characters
   */
  public Malformed(Reason reason, String field, String words) {
    super((field.isEmpty() ? "" : field + ": ") + words, null, false, false);
    this.reason = reason;
    this.field = field;
    this.words = words;
  }

  /** The same fault seen from one level above. */
  Malformed within(String above) {
    if (above.isEmpty()) {
      return this;
    }
    String path = field.isEmpty() || field.startsWith("[") ? above + field : above + "." + field;
    return new Malformed(reason, path, words);
  }

  /** The same fault with the name of what was read. */
  public Malformed named(String what) {
    return new Malformed(reason, field, what + ": " + words);
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Path of the field at fault, empty for the whole payload. */
  public String field() {
    return field;
  }
}
