package io.tapeloom.sim.book;

/** Takes the levels of one side of a ladder, best first. */
@FunctionalInterface
public interface LevelSink {
  /**
   * One level.
   *
   * @param ticks price, above 0, strictly worse than the level before
   * @param steps quantity, above 0
   * @return whether more levels are of use; a source may stop there, and may go on
   */
  boolean level(long ticks, long steps);
}
