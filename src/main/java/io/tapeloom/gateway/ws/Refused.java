package io.tapeloom.gateway.ws;

import java.util.Locale;
import java.util.Optional;

/** A frame or request that is answered with an error; it has no stack because it is no bug. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 60;
  private final String code;
  private final transient Optional<String> requestId;

  private Refused(String code, String message, Optional<String> requestId) {
    super(message, null, false, false);
    this.code = code;
    this.requestId = requestId;
  }

  static Refused of(ErrorCode code, String message) {
    return new Refused(code.name(), message, Optional.empty());
  }

  /** A parameter that is not there: {@code MISSING_FROM_TIME} for {@code fromTime}. */
  static Refused missing(String parameter, String expected) {
    String name = parameter.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    return new Refused(
        "MISSING_" + name, "data." + parameter + ": expected " + expected, Optional.empty());
  }

  Refused to(Optional<String> request) {
    return new Refused(code, getMessage(), request);
  }

  String code() {
    return code;
  }

  /** The request it answers, where that much could be read. */
  Optional<String> requestId() {
    return requestId;
  }

  /** What a caller sent, as a message may show it. */
  static String shown(Object value) {
    String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
    return "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "\"";
  }
}
