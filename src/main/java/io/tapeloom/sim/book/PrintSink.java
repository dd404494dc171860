package io.tapeloom.sim.book;

/** Hears trades of the tape. */
@FunctionalInterface
public interface PrintSink {
  /** One trade: its time, price and quantity, and whether the taker bought. */
  void print(long timeMs, long ticks, long steps, boolean takerBuys);
}
