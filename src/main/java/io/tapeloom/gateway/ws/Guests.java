package io.tapeloom.gateway.ws;

import io.tapeloom.user.Caller;
import io.tapeloom.web.Seats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sockets that are open, and how many each person has. */
final class Guests {
  private final WsMeters meters;
  private final Seats seats;
  private final Map<Session, Subscriber> open = new LinkedHashMap<>();

  Guests(WsMeters meters, int perCaller) {
    this.meters = meters;
    this.seats = new Seats(perCaller);
    meters.clients().accept(0);
  }

  /** Takes a place for one more socket of that caller; false when there is none left. */
  boolean admit(Caller caller) {
    return seats.take(caller);
  }

  /** Gives the place back. */
  void release(Caller caller) {
    seats.leave(caller);
  }

  void opened(Session session, Subscriber subscriber) {
    open.put(session, subscriber);
    meters.clients().accept(open.size());
  }

  void closed(Session session) {
    open.remove(session);
    release(session.caller());
    meters.clients().accept(open.size());
  }

  List<Session> all() {
    return List.copyOf(open.keySet());
  }

  int count() {
    return open.size();
  }
}
