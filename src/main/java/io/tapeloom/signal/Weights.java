package io.tapeloom.signal;

/** Points each layer of a profile can give. */
public record Weights(
    int direction, int crowding, int environment, int confirmation, int auxiliary) {
  /** More would not be a score any more, and keeps products of hundredths far from overflow. */
  private static final int MOST = 1000;

  /** Refuses weights outside 0 to 1000. */
  public Weights {
    check("direction", direction);
    check("crowding", crowding);
    check("environment", environment);
    check("confirmation", confirmation);
    check("auxiliary", auxiliary);
  }

  private static void check(String name, int points) {
    if (points < 0 || points > MOST) {
      throw new IllegalArgumentException(
          "weights." + name + ": expected 0 to " + MOST + ", got " + points);
    }
  }

  /** Points of all layers together. */
  public int sum() {
    return direction + crowding + environment + confirmation + auxiliary;
  }
}
