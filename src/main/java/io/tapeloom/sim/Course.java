package io.tapeloom.sim;

/**
 * The course of one asset's price, which all markets that trade it follow. It is walked in ticks of
 * its own; each market quotes it on its own grid.
 *
 * @param name whose draws it takes
 * @param tickE8 unit of the walk in 1e-8
 * @param homeTicks price it starts from and is drawn back to
 * @param sigmaTicks deviation of one minute's change
 */
record Course(String name, long tickE8, long homeTicks, double sigmaTicks) {
  /** Its own draws in that market. */
  long seed(long marketSeed) {
    return Chance.named(marketSeed, name);
  }
}
