package io.tapeloom.signal;

/** Points each layer gave, exact in hundredths; their sum rounded half up is the score. */
public record Factors(
    int directionE2,
    int accelE2,
    int crowdingE2,
    int environmentE2,
    int confirmationE2,
    int auxiliaryE2) {
  /** Sum rounded half up to whole points. */
  public int score() {
    return Math.floorDiv(sumE2() + 50, 100);
  }

  private int sumE2() {
    return directionE2 + accelE2 + crowdingE2 + environmentE2 + confirmationE2 + auxiliaryE2;
  }
}
