package io.tapeloom.gateway.ws;

/**
 * Limits of the protocol.
 *
 * @param socketsPerCaller sockets one user or key may have open
 * @param subscriptionsPerSocket keys one socket may be subscribed to
 * @param messagesPerSecond frames one socket may send, and how many at once after a rest
 * @param tickMs least time between two writes to one socket
 * @param backlogBytes trades kept for a socket that does not take them, then it is closed
 * @param pingMs time between two pings
 * @param deadMs silence after which a socket counts as dead
 * @param standsMs how often callers are checked against bans and expiry
 * @param statusMs time between two messages of {@code /ws/market/status}
 * @param answerMs longest wait for rows before a request ends with TIMEOUT
 */
public record WsLimits(
    int socketsPerCaller,
    int subscriptionsPerSocket,
    int messagesPerSecond,
    int tickMs,
    int backlogBytes,
    int pingMs,
    int deadMs,
    int standsMs,
    int statusMs,
    int answerMs) {
  /** The usual limits. */
  public static final WsLimits DEFAULT =
      new WsLimits(20, 200, 20, 50, 1 << 20, 20_000, 60_000, 2_000, 5_000, 10_000);

  /** The same for callers with that many sockets, subscriptions and messages. */
  public WsLimits with(int sockets, int subscriptions, int messages) {
    return new WsLimits(
        sockets,
        subscriptions,
        messages,
        tickMs,
        backlogBytes,
        pingMs,
        deadMs,
        standsMs,
        statusMs,
        answerMs);
  }
}
