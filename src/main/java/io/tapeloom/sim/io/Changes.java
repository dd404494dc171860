package io.tapeloom.sim.io;

import java.util.regex.Pattern;

/** Which methods of the WebSocket API may change something; REST tells it by its verb. */
final class Changes {
  private static final Pattern CHANGING =
      Pattern.compile(
          ".*(place|cancel|modify|amend|start|ping|stop|subscribe|logon|logout|cancelAll|"
              + "cancelReplace|keepPriority|\\.test)(\\..*)?",
          Pattern.CASE_INSENSITIVE);

  private Changes() {}

  /** Whether a method concerns the connection and what it hears, and no order. */
  static boolean ofConnection(String path) {
    return path.startsWith("session.") || path.startsWith("userDataStream.");
  }

  static boolean byMethod(Method method) {
    return CHANGING.matcher(method.name()).matches() && !method.name().equals("ping");
  }
}
