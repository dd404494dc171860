package io.tapeloom.gateway.ws;

import io.tapeloom.user.Caller;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sockets that are open, and how many each person has. */
final class Guests {
  private final WsMeters meters;
  private final int perCaller;
  private final Map<Session, Subscriber> open = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  Guests(WsMeters meters, int perCaller) {
    this.meters = meters;
    this.perCaller = perCaller;
    meters.clients().accept(0);
  }

  /** Somebody with several keys is one person. */
  private static String name(Caller caller) {
    return caller.person().map(p -> "user:" + p.id()).orElse(caller.name());
  }

  /** Takes a place for one more socket of that caller; false when there is none left. */
  boolean admit(Caller caller) {
    int already = counts.getOrDefault(name(caller), 0);
    if (already >= perCaller) {
      return false;
    }
    counts.put(name(caller), already + 1);
    return true;
  }

  /** Gives the place back. */
  void release(Caller caller) {
    counts.computeIfPresent(name(caller), (_, count) -> count > 1 ? count - 1 : null);
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
