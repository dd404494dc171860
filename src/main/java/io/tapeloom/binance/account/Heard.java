package io.tapeloom.binance.account;

/**
 * What is known of a request when it is over: all that an outcome may be judged by.
 *
 * @param status HTTP status, or the status inside a WS-API answer; 0 without an answer
 * @param code the exchange's error code, 0 where it gave none
 * @param words its words, or ours about what went wrong
 * @param readable true when the answer has the shape it should have
 */
record Heard(Stage stage, int status, int code, String words, boolean readable) {
  /** How far a request came. */
  enum Stage {
    /** Not a byte left this machine. */
    UNSENT,
    /** Bytes may have left, and no answer came. */
    SENT,
    /** An answer came. */
    ANSWERED
  }

  static Heard unsent(String words) {
    return new Heard(Stage.UNSENT, 0, 0, words, false);
  }

  static Heard sent(String words) {
    return new Heard(Stage.SENT, 0, 0, words, false);
  }

  static Heard answered(int status, int code, String words, boolean readable) {
    return new Heard(Stage.ANSWERED, status, code, words, readable);
  }
}
