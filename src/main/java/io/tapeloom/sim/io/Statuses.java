package io.tapeloom.sim.io;

/** HTTP status of each of the exchange's codes. */
final class Statuses {
  private Statuses() {}

  static int of(int code) {
    return switch (code) {
      case -1002, -2014, -2015 -> 401;
      case -1003, -1015 -> 429;
      case -1007 -> 408;
      case -1008, -1016 -> 503;
      case -5000 -> 404;
      default -> 400;
    };
  }
}
