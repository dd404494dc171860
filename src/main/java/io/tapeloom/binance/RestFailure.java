package io.tapeloom.binance;

/** A REST call that brought no answer of use: where, with which status, code and words. */
public final class RestFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final int code;

  /**
   * A failed call.
   *
   * @param endpoint address that was asked, without the query
   * @param status HTTP status, 0 when no answer came
   * @param code the exchange's error code, 0 when it gave none
   */
  public RestFailure(String endpoint, int status, int code, String words) {
    super(endpoint + ": " + (status == 0 ? "no answer" : "status " + status) + said(code, words));
    this.status = status;
    this.code = code;
  }

  private static String said(int code, String words) {
    return (code == 0 ? "" : ", code " + code) + ", " + words;
  }

  /** HTTP status, 0 when no answer came. */
  public int status() {
    return status;
  }

  /** The exchange's error code, 0 when it gave none. */
  public int code() {
    return code;
  }

  /** True when the exchange asked us to be silent for a while. */
  public boolean throttled() {
    return status == 429 || status == 418;
  }
}
