package io.tapeloom.market.io;

/**
 * A tape file says something that cannot be a trade. The message names file, line and field, what
 * was expected and what came, so that the reader can go and look.
 */
public final class TapeFileMalformed extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 60;

  private TapeFileMalformed(String message) {
    super(message);
  }

  /** One field of one line, counted from 1. */
  static TapeFileMalformed at(String file, long line, String field, String expected, String got) {
    return new TapeFileMalformed(
        "%s, line %d, %s: expected %s, got %s".formatted(file, line, field, expected, show(got)));
  }

  /** The file as a whole. */
  static TapeFileMalformed of(String file, String expected, String got) {
    return new TapeFileMalformed("%s: expected %s, got %s".formatted(file, expected, got));
  }

  private static String show(String got) {
    StringBuilder shown = new StringBuilder("\"");
    got.chars()
        .limit(SHOWN)
        .forEach(c -> shown.append(c < ' ' || c > '~' ? "\\x%02x".formatted(c) : (char) c + ""));
    return shown.append(got.length() > SHOWN ? "...\"" : "\"").toString();
  }
}
