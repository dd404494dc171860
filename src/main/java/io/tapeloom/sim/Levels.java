package io.tapeloom.sim;

/**
 * Price levels of one minute, leg by leg.
 *
 * @param index minutes since 1970
 * @param endsMs when each leg ends, in ms of the minute
 * @param levels best bid of each leg in ticks
 */
record Levels(long index, int[] endsMs, long[] levels) {
  /** The level at that time of the minute. */
  long level(long timeMs) {
    long ms = timeMs - index * Minute.MS;
    int leg = 0;
    while (leg < levels.length - 1 && endsMs[leg] <= ms) {
      leg++;
    }
    return levels[leg];
  }
}
