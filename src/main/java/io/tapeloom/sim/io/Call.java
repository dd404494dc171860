package io.tapeloom.sim.io;

/**
 * One call, after everything that all calls have in common was checked.
 *
 * @param params what was sent with it
 * @param account whose it is, 0 where nobody had to say
 * @param key the API key it came with, empty where there is none
 * @param nowMs market time of the answer
 * @param micros true when the caller wants times in microseconds
 */
public record Call(Params params, int account, String key, long nowMs, boolean micros) {
  /** A time in the unit that the caller wants. */
  public long time(long ms) {
    return micros ? ms * 1000 : ms;
  }
}
