package io.tapeloom.sim.io;

/** A line of a recording that is not what it should be. */
final class MalformedLine extends Exception {
  private static final long serialVersionUID = 1L;
  private final String expected;
  private final String got;

  MalformedLine(String expected, Object got) {
    super(expected, null, false, false);
    this.expected = expected;
    this.got = String.valueOf(got);
  }

  String expected() {
    return expected;
  }

  String got() {
    return got;
  }
}
