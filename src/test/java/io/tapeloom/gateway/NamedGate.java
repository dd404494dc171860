package io.tapeloom.gateway;

import io.tapeloom.user.Caller;
import io.tapeloom.user.Role;
import io.tapeloom.user.Scope;
import io.tapeloom.web.Gatekeeper;
import io.tapeloom.web.Identity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A gate that knows a handful of people by name: their tokens are {@code viewer}, {@code trader},
 * {@code admin} and {@code meter}. It answers late, as one that reads rows does.
 */
final class NamedGate implements Gatekeeper {
  private final Map<String, Caller> people =
      Map.of(
          "viewer", signedIn(1, Role.VIEWER),
          "trader", signedIn(2, Role.TRADER),
          "admin", signedIn(3, Role.ADMIN),
          "meter", new Caller.Program(person(4, Role.ADMIN), 9, List.of(Scope.METRICS), 1));
  private final Map<String, Caller> tickets = new ConcurrentHashMap<>();
  private final Set<String> gone = ConcurrentHashMap.newKeySet();
  private int issued;

  private static Caller.Person person(long id, Role role) {
    return new Caller.Person(id, role.code() + "@example.org", role);
  }

  private static Caller signedIn(long id, Role role) {
    return new Caller.SignedIn(person(id, role), id, Long.MAX_VALUE);
  }

  /** The person of that token. */
  Caller of(String token) {
    return people.get(token);
  }

  /** From now on that person's sessions no longer stand. */
  void forget(String token) {
    gone.add(of(token).name());
  }

  @Override
  public Future<Caller> identify(String bearer) {
    return Vertx.currentContext()
        .owner()
        .timer(5)
        .compose(
            _ ->
                Optional.ofNullable(people.get(bearer))
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () -> Future.failedFuture(Identity.unauthorized("bad token").refusal())));
  }

  @Override
  public boolean stands(Caller caller) {
    return !gone.contains(caller.name());
  }

  @Override
  public synchronized String ticket(Caller caller) {
    String ticket = "t-" + ++issued;
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
