package io.tapeloom.sim.io;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Times of market events in microseconds, as spot sends them to who asks. */
final class Micros {
  /** Members that hold times have 13 digits; ids of the same names have fewer. */
  private static final Pattern TIME = Pattern.compile("(\"[ETtOC]\":\\d{10})(\\d{3})(?=[,}])");

  private Micros() {}

  /** The payload with its times in microseconds; the last ms of a bar ends with its last one. */
  static byte[] of(byte[] payload) {
    String text = new String(payload, StandardCharsets.UTF_8);
    return TIME.matcher(text)
        .replaceAll(m -> m.group(1) + m.group(2) + (m.group(2).equals("999") ? "999" : "000"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
