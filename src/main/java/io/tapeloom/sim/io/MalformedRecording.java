package io.tapeloom.sim.io;

/** A recording that cannot be played, with the file and the line that says why. */
public final class MalformedRecording extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedRecording(String file, long line, String expected, String got) {
    super(
        "%s%s: expected %s, got %s"
            .formatted(file, line == 0 ? "" : " line " + line, expected, shortened(got)));
  }

  private static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }
}
