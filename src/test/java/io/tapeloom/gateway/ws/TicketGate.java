package io.tapeloom.gateway.ws;

import io.tapeloom.user.Caller;
import io.tapeloom.user.Role;
import io.tapeloom.web.Gatekeeper;
import io.tapeloom.web.Identity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A gate whose tickets are good once, and which can ban. */
final class TicketGate implements Gatekeeper {
  static final Caller VIEWER = person(1, Role.VIEWER);
  static final Caller TRADER = person(2, Role.TRADER);
  private final Map<String, Caller> tickets = new ConcurrentHashMap<>();
  private final Set<String> banned = ConcurrentHashMap.newKeySet();
  private int count;

  static Caller person(long id, Role role) {
    return new Caller.SignedIn(
        new Caller.Person(id, "p" + id + "@example.org", role), id, Long.MAX_VALUE);
  }

  void ban(Caller caller) {
    banned.add(caller.name());
  }

  @Override
  public Future<Caller> identify(String bearer) {
    return switch (bearer) {
      case "viewer" -> later(VIEWER);
      case "trader" -> later(TRADER);
      default -> Future.failedFuture(Identity.unauthorized("no such token").refusal());
    };
  }

  /** As one that has to ask rows first. */
  private static Future<Caller> later(Caller caller) {
    return Future.future(
        promise -> Vertx.currentContext().owner().setTimer(20, _ -> promise.complete(caller)));
  }

  @Override
  public boolean stands(Caller caller) {
    return !banned.contains(caller.name());
  }

  @Override
  public synchronized String ticket(Caller caller) {
    String ticket = "t" + ++count;
    tickets.put(ticket, caller);
    return ticket;
  }

  @Override
  public Caller redeem(String ticket) {
    return Optional.ofNullable(tickets.remove(ticket)).orElse(Caller.ANONYMOUS);
  }

  @Override
  public boolean steppedUp(Caller caller) {
    return false;
  }
}
