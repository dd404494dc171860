package io.tapeloom.user.io;

import io.tapeloom.user.Caller;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One-use tickets for sockets, which cannot send a header from a browser. They live in memory: a
 * socket opens on the server that gave the ticket.
 */
final class Tickets {
  private static final long LIFE_MS = 30_000;
  private static final int MOST = 10_000;
  private final Secrets secrets;
  private final InstantSource clock;
  private final Map<String, Ticket> open = new LinkedHashMap<>();

  private record Ticket(Caller caller, long untilMs) {}

  /** A ticket and its end. */
  record Issued(String ticket, long untilMs) {}

  Tickets(Secrets secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /** A ticket for that caller; the oldest ones make room where there are too many. */
  synchronized Issued issue(Caller caller) {
    long nowMs = clock.millis();
    open.values().removeIf(ticket -> ticket.untilMs() <= nowMs);
    if (open.size() >= MOST) {
      open.remove(open.keySet().iterator().next());
    }
    Issued issued = new Issued(secrets.token(), nowMs + LIFE_MS);
    open.put(issued.ticket(), new Ticket(caller, issued.untilMs()));
    return issued;
  }

  /** Whose it was; it is gone after that. */
  synchronized Optional<Caller> redeem(String ticket) {
    return Optional.ofNullable(open.remove(ticket))
        .filter(t -> t.untilMs() > clock.millis())
        .map(Ticket::caller);
  }
}
