package io.tapeloom.sim.io;

/** An answer of the exchange's error form {@code {"code":-1121,"msg":"Invalid symbol."}}. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final int code;

  private Refusal(int status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static Refusal of(int code, String message) {
    return new Refusal(400, code, message);
  }

  static Refusal malformed(String name) {
    return of(
        -1102,
        "Mandatory parameter '%s' was not sent, was empty/null, or malformed.".formatted(name));
  }

  static Refusal invalid(String name) {
    return of(-1130, "Data sent for parameter '%s' is not valid.".formatted(name));
  }

  static Refusal tooMuch(int limit) {
    return new Refusal(
        429,
        -1003,
        "Too many requests; current limit of IP(127.0.0.1) is "
            + limit
            + " requests per minute. Please use the websocket for live updates to avoid polling"
            + " the API.");
  }

  static Refusal noPath(String method, String path) {
    return new Refusal(404, -5000, "Path " + path + ", Method " + method + " is invalid");
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }
}
