package io.tapeloom.sim.book;

/** The trades of the rest of the market, as the tape tells them. */
@FunctionalInterface
public interface Prints {
  /**
   * Gives the trades timed in [fromMs, toMs) in the order of their ids. Neighbouring spans never
   * share or lose a trade; one that is timed before its predecessor counts at the predecessor's
   * time.
   */
  void between(long fromMs, long toMs, PrintSink sink);
}
