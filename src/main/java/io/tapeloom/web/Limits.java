package io.tapeloom.web;

/**
 * How much anybody may ask for. 0 lifts a limit.
 *
 * @param addressPerS requests a second of one address, all its users together
 * @param addressBurst how many of them at once
 * @param addressPerHour requests an hour of one address
 * @param userPerS requests a second of one user, or of one key
 * @param userBurst how many of them at once
 * @param userPerHour requests an hour of one user, or of one key
 * @param loopbackFactor how many times as much whoever calls from this machine may
 * @param heavyAtOnce heavy requests of one caller that are worked on at once; others wait
 * @param connections connections of all callers together
 */
public record Limits(
    int addressPerS,
    int addressBurst,
    int addressPerHour,
    int userPerS,
    int userBurst,
    int userPerHour,
    int loopbackFactor,
    int heavyAtOnce,
    int connections) {
  /** What the configuration has where nobody sets anything. */
  public static final Limits DEFAULT = new Limits(100, 400, 180_000, 20, 200, 36_000, 5, 2, 4_000);

  /** No throttle at all: for measurements and for tests of other things. */
  public static final Limits NONE = new Limits(0, 0, 0, 0, 0, 0, 1, 0, 4_000);

  /** Refuses what would shut everybody out. */
  public Limits {
    if (loopbackFactor < 1 || connections < 1) {
      throw new IllegalArgumentException(
          "limits: expected a factor and connections from 1, got "
              + loopbackFactor
              + " and "
              + connections);
    }
  }
}
