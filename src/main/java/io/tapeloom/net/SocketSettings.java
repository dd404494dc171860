package io.tapeloom.net;

/**
 * How a {@link ReconnectingSocket} behaves; every time is real time.
 *
 * @param url {@code ws://} or {@code wss://} address with path and query
 * @param watchdogMs a line that receives no data for so long is given up
 * @param lifeMs age at which a second line is made before the first is closed
 * @param overlapMs longest time both lines live
 * @param backoff waits between tries
 * @param outbound the way out of this machine
 */
public record SocketSettings(
    String url, long watchdogMs, long lifeMs, long overlapMs, Backoff backoff, Outbound outbound) {
  /** Largest message taken from the wire. */
  public static final int MAX_MESSAGE_BYTES = 2 << 20;

  /** A socket that goes out straight. */
  public SocketSettings(String url, long watchdogMs, long lifeMs, long overlapMs, Backoff backoff) {
    this(url, watchdogMs, lifeMs, overlapMs, backoff, Outbound.DIRECT);
  }

  /** Refuses times that are not times. */
  public SocketSettings {
    if (watchdogMs < 1 || lifeMs < 1 || overlapMs < 1) {
      throw new IllegalArgumentException(
          "socket: expected times above 0 ms, got "
              + watchdogMs
              + ", "
              + lifeMs
              + ", "
              + overlapMs);
    }
  }
}
