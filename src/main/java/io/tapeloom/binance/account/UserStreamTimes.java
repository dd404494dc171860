package io.tapeloom.binance.account;

/**
 * How patient a USD-M user stream is; real time.
 *
 * @param keepMs between two times that the key is extended; the exchange forgets it after an hour
 * @param silenceMs without any event after which the key is asked about and a gap is told
 * @param deadMs without any event after which the connection is made anew
 * @param lifeMs age at which the connection is replaced
 */
public record UserStreamTimes(long keepMs, long silenceMs, long deadMs, long lifeMs) {
  /** Well within what the exchange allows. */
  public static final UserStreamTimes USUAL =
      new UserStreamTimes(30 * 60_000L, 60_000, 15 * 60_000L, 23 * 3_600_000L);
}
