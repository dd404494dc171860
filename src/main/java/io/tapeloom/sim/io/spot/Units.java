package io.tapeloom.sim.io.spot;

import io.tapeloom.sim.io.Handler;
import java.util.regex.Pattern;

/** Times in microseconds for callers who want them so. */
final class Units {
  /** A time in ms: no other number of an answer has thirteen digits, ids have fewer. */
  private static final Pattern TIME = Pattern.compile(":([12][0-9]{12})(?=[,}\\]])");

  private Units() {}

  /** A handler that answers in the unit that the caller wants. */
  static Handler of(Handler inMs) {
    return call -> {
      String json = inMs.answer(call);
      return call.micros() ? TIME.matcher(json).replaceAll(":$1000") : json;
    };
  }
}
