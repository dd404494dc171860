package io.tapeloom.sim.book;

/** Hears the price levels of a side. */
@FunctionalInterface
public interface LevelVisitor {
  /** One level: its price, everything that rests there, and in how many orders. */
  void level(long ticks, long steps, int orders);
}
