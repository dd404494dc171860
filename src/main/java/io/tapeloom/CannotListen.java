package io.tapeloom;

import java.net.BindException;

/** A port is taken or not allowed: says which, for whom, and how to choose another. */
public final class CannotListen extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private CannotListen(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Does nothing with a fault that has nothing to do with a port.
   *
   * @throws CannotListen otherwise, with words for the one who chose the port
   */
  public static void check(String who, String host, int port, String flag, Throwable fault) {
    String words = String.valueOf(fault.getMessage());
    if (fault instanceof BindException || words.startsWith("bind(")) {
      String why = words.substring(words.lastIndexOf(": ") + 1).strip();
      throw new CannotListen(
          "the %s cannot listen on %s:%d (%s): choose another port with %s, 0 takes any free one"
              .formatted(who, host, port, why, flag),
          fault);
    }
  }
}
